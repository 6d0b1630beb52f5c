public import IntakeModel

/// The facts that reading and checking rest on, loaded together.
public struct IntakeFacts: Sendable {
    public let areaCodes: AreaCodes
    public let codeLists: CodeLists
    public let folding: ScriptFolding

    public init(areaCodes: AreaCodes, codeLists: CodeLists, folding: ScriptFolding) {
        self.areaCodes = areaCodes
        self.codeLists = codeLists
        self.folding = folding
    }

    public init(from location: ResourceLocation) throws(IntakeError) {
        areaCodes = try AreaCodes(from: location)
        codeLists = try CodeLists(from: location)
        folding = try ScriptFolding(from: location)
    }
}
