internal import EvidenceVault
public import Foundation
public import IntakeModel
public import Registry
public import RegistryStore

/// 收件: from here on nothing can lose the page. Bytes go to the vault, synced; then page and job in one transaction.
public struct PageIntake: Sendable {
    public let store: RegistryStore
    public let vault: any Vault
    /// Who takes the pages in.
    public let person: String
    public let organization: String

    public init(store: RegistryStore, vault: any Vault, person: String, organization: String) {
        self.store = store
        self.vault = vault
        self.person = person
        self.organization = organization
    }

    /// Takes in untouched bytes as the batch's page `number`, or its next one. The same bytes are one page: `isNew` is false when they were there already.
    public func take(
        _ data: Data, name: String, origin: IntakePage.Origin, batch: String, number: Int? = nil,
        caseNumber: Int64? = nil
    ) async throws(IntakeError) -> (page: IntakePage, isNew: Bool) {
        let hash = try await vault.put(data)
        return try await store.addPage(
            hash: hash, name: name, origin: origin, batch: batch, number: number, organization: organization,
            caseNumber: caseNumber, by: person)
    }
}
