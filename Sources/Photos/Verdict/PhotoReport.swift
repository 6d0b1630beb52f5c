/// 照片检查结果: one line of `xueji photos check --json`.
public struct PhotoReport: Sendable, Codable {
    public var file: String
    public var verdict: PhotoVerdict
    /// The main one first.
    public var reasons: [PhotoReason]
    /// Raw values; what could not be measured is left out.
    public var measures: [MeasureName: Double]
    /// 0…100: 100 as good as can be, 50 where review begins, 0 at the limit or beyond.
    public var scores: [MeasureName: Double]
    public var seconds: Double
    /// Where the face is, pixels of the upright photo, for pictures that show the reasons.
    public var face: FacePlace?

    public init(file: String, reasons: [PhotoReason] = [], measures: [MeasureName: Double] = [:], seconds: Double = 0) {
        self.file = file
        self.reasons = reasons
        self.measures = measures
        self.seconds = seconds
        scores = [:]
        verdict = reasons.map(\.verdict).max() ?? .pass
    }

    /// Only what `photos prepare` mends is wrong.
    public var isMendable: Bool { verdict == .fail && reasons.allSatisfy { $0.fixable || $0.verdict == .review } }
}
