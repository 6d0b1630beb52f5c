public import IntakeModel

/// 案卷归属建议: a paper that lies in the pool and names the student of an open case.
///
/// A page of another child on a case is the worst that an intake can do, so a number must say it, and everything else on
/// the paper must agree; the rest is a question to the clerk.
public struct CaseProposal: Sendable, Codable, Hashable {
    /// Why a person has to say that the paper belongs there.
    public enum Doubt: String, Sendable, Codable, Hashable, CaseIterable {
        /// No number of the student stands on it, only name and birth date.
        case byName
        /// What stands on it still waits for a reviewer.
        case unverified
        /// Its numbers belong to different students.
        case numbersDisagree
        /// Its number is the student's, its name or birth date another.
        case nameDiffers
        /// The student has more than one open case.
        case severalCases
        /// The case asks for no such paper.
        case notAsked
        /// The page was scanned for another case.
        case scannedForAnother
        /// Neither a number nor name and birth date of the case's student stand on it; only a person can have chosen it.
        case namesAnother
        /// A page that may be the same sheet is on the case already.
        case perhapsThere

        /// Whoever puts the paper there all the same says why.
        public var needsReason: Bool {
            switch self {
            case .numbersDisagree, .nameDiffers, .namesAnother: true
            case .byName, .unverified, .severalCases, .notAsked, .scannedForAnother, .perhapsThere: false
            }
        }
    }

    public var page: Int64
    public var document: Int64
    public var documentType: DocumentType
    public var caseNumber: Int64
    public var student: Int64
    /// Row of a ledger, from 1.
    public var row: Int?
    /// Empty when nothing speaks against it.
    public var doubts: [Doubt]

    public var isCertain: Bool { doubts.isEmpty }

    public init(
        page: Int64, document: Int64, documentType: DocumentType, caseNumber: Int64, student: Int64, row: Int?,
        doubts: [Doubt]
    ) {
        self.page = page
        self.document = document
        self.documentType = documentType
        self.caseNumber = caseNumber
        self.student = student
        self.row = row
        self.doubts = doubts
    }
}

extension CaseProposal.Doubt {
    /// What a person is told.
    public var phrase: Phrase {
        switch self {
        case .byName: .proposalByName
        case .unverified: .proposalUnverified
        case .numbersDisagree: .proposalNumbersDisagree
        case .nameDiffers: .proposalNameDiffers
        case .severalCases: .proposalSeveralCases
        case .notAsked: .proposalNotAsked
        case .scannedForAnother: .proposalScannedForAnother
        case .namesAnother: .proposalNamesAnother
        case .perhapsThere: .proposalPerhapsThere
        }
    }
}
