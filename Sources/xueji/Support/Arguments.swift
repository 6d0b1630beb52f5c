public import ArgumentParser
public import IntakeModel
public import IntakeResources
public import PhotoBatches
public import Recognizing
public import Registry
public import RegistryStore
public import Scanning

// Values that are written on the command line by their raw names.

extension EngineChoice: ExpressibleByArgument {}
extension ScanRequest.Source: ExpressibleByArgument {}
extension ScanRequest.Mode: ExpressibleByArgument {}
extension ScanRequest.Wait: ExpressibleByArgument {}
extension ScanSize: ExpressibleByArgument {}
extension FieldGrammarName: ExpressibleByArgument {}
extension CaseKind: ExpressibleByArgument {}
extension RegistryStore.CaseQuery.Share: ExpressibleByArgument {}
extension StudentField: ExpressibleByArgument {}
extension DecisionOutcome: ExpressibleByArgument {}
extension OrganizationLevel: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
extension SchoolStage: ExpressibleByArgument {}
extension DataPurpose: ExpressibleByArgument {}
extension DocumentType: ExpressibleByArgument {}
extension PhotoNaming: ExpressibleByArgument {}
