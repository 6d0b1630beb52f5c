/// 文书种类: which paper it is. Names are fixed by the published contract.
public enum DocumentType: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case householdRegisterCover
    case residentCard
    case transferContactForm
    case provincialTransferApplication
    case transferLedger
    case changeLedger
    case complaintVerification
    case medicalCertificate
    case policeCertificate
    case transferCertificate
    case blank
    case unknown
}
