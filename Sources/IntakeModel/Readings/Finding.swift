/// 疑点代码: what a check found. Codes are fixed by the published contract.
public enum FindingCode: String, Sendable, Codable, CaseIterable {
    case idChecksum = "ID_CHECKSUM"
    case idBirthMismatch = "ID_BIRTH_MISMATCH"
    case idSexMismatch = "ID_SEX_MISMATCH"
    case idRegionUnknown = "ID_REGION_UNKNOWN"
    case studentNumberIDMismatch = "STUDENT_NUMBER_ID_MISMATCH"
    case dateImpossible = "DATE_IMPOSSIBLE"
    case dateOrder = "DATE_ORDER"
    case sealMissing = "SEAL_MISSING"
    case sealNameMismatch = "SEAL_NAME_MISMATCH"
    case sealOrder = "SEAL_ORDER"
    case sealIllegible = "SEAL_ILLEGIBLE"
    case requiredEmpty = "REQUIRED_EMPTY"
    case valueNotInList = "VALUE_NOT_IN_LIST"
    case crossDocumentMismatch = "CROSS_DOCUMENT_MISMATCH"
    case registryMismatch = "REGISTRY_MISMATCH"
    case pageCut = "PAGE_CUT"
    case pageIllegible = "PAGE_ILLEGIBLE"
}

public enum Severity: String, Sendable, Codable { case error, warning, note }

/// 疑点: something a person should look at before the value is trusted.
public struct Finding: Sendable, Hashable, Codable {
    public var code: FindingCode
    public var field: FieldKey?
    public var severity: Severity
    /// In the language that was asked for; holds no value that the page does not already show.
    public var message: String

    /// The places it is about, in pixels of the file: here first, then on the other paper.
    public var regions: [Region]?
    /// The paper that says otherwise.
    public var other: OtherPaper?
    /// When it was raised after reading, milliseconds since 1970: decisions from before do not settle it.
    public var raisedAt: Int64?

    public init(
        code: FindingCode, field: FieldKey? = nil, severity: Severity, message: String, regions: [Region]? = nil,
        other: OtherPaper? = nil, raisedAt: Int64? = nil
    ) {
        self.code = code
        self.field = field
        self.severity = severity
        self.message = message
        self.regions = regions
        self.other = other
        self.raisedAt = raisedAt
    }
}

/// 另一份文书: where to find what a finding compares with.
public struct OtherPaper: Sendable, Hashable, Codable {
    public var documentType: DocumentType
    public var field: FieldKey
    /// Its number in the store; `nil` while it is only in the same file.
    public var document: Int64?
    /// Page of the file, or number of the page in the store.
    public var page: Int64

    public init(documentType: DocumentType, field: FieldKey, document: Int64? = nil, page: Int64) {
        self.documentType = documentType
        self.field = field
        self.document = document
        self.page = page
    }
}
