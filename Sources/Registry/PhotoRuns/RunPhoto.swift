public import IntakeModel

/// 批次照片: one photo of a run, as it was judged. What people decide is beside it and never changes it.
public struct RunPhoto: Sendable {
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        case pass, review, fail
    }

    /// One thing that is or may be wrong with it.
    public struct Reason: Sendable, Codable {
        /// As in `Phrase.photoReasons`.
        public var code: String
        public var verdict: Verdict
        public var measured: Double?
        public var limit: Double?
        /// What the run said, in its own language.
        public var message: String
        public var remedy: String
        public var language: Language

        public init(
            code: String, verdict: Verdict, measured: Double?, limit: Double?, message: String, remedy: String,
            language: Language
        ) {
            self.code = code
            self.verdict = verdict
            self.measured = measured
            self.limit = limit
            self.message = message
            self.remedy = remedy
            self.language = language
        }
    }

    /// Where the face is, pixels of the upright photo, for the marks on its picture. Geometry only.
    public struct Marks: Sendable, Codable {
        public var width: Int
        public var height: Int
        public var box: Region
        public var leftEye: Point
        public var rightEye: Point
        public var chin: Point
        /// Row of the crown, hair included.
        public var crown: Double

        public init(
            width: Int, height: Int, box: Region, leftEye: Point, rightEye: Point, chin: Point, crown: Double
        ) {
            self.width = width
            self.height = height
            self.box = box
            self.leftEye = leftEye
            self.rightEye = rightEye
            self.chin = chin
            self.crown = crown
        }
    }

    /// The file's name.
    public var name: String
    /// Place in the run, from 0.
    public var place: Int
    /// Number of the student on record; `nil` when it is not known whose photo it is.
    public var student: Int64?
    /// Name and class, where roster or registry give them.
    public var title: String?
    public var className: String?
    public var verdict: Verdict
    /// The main one first.
    public var reasons: [Reason]
    public var marks: Marks?
    /// SHA-256 in the vault of the finished photo; `nil` when none could be made.
    public var finished: String?
    /// SHA-256 in the vault of a small JPEG of the whole photo as it was handed in; only for what does not pass.
    public var seen: String?

    public init(
        name: String, place: Int, student: Int64? = nil, title: String? = nil, className: String? = nil,
        verdict: Verdict, reasons: [Reason] = [], marks: Marks? = nil, finished: String? = nil, seen: String? = nil
    ) {
        self.name = name
        self.place = place
        self.student = student
        self.title = title
        self.className = className
        self.verdict = verdict
        self.reasons = reasons
        self.marks = marks
        self.finished = finished
        self.seen = seen
    }
}
