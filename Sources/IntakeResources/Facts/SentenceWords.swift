internal import Foundation
public import IntakeModel

/// 句式用词: words that stand before and after the values in certificates' sentences.
public struct SentenceWords: Sendable, Codable {
    public let bornAfter: [String]
    public let bornBefore: [String]
    /// Before what a paper says was wrong: 原登记为……，现更正为…….
    public let wrongBefore: [String]
    /// Before what it says instead.
    public let rightBefore: [String]
    public let sexBefore: [String]
    public let ageAfter: [String]
    public let patientNumberBefore: [String]
    /// Before what a physician found: 经检查诊断为…….
    public let diagnosisBefore: [String]
    /// Before what a physician asks for: 建议休学…….
    public let adviceBefore: [String]
    /// Before an address or the place of work, when these words open a clause: 住……，系……学生.
    public let addressBefore: [String]
    /// In an address or the name of an employer, a school included.
    public let addressMarks: [String]
    public let schoolEndings: [String]
    public let policeEndings: [String]
    public let nameBefore: [String]
    public let nameAfter: [String]
    /// In remarks about the paper itself, which sign nothing.
    public let aboutPaper: [String]

    public init(from location: ResourceLocation) throws(IntakeError) {
        let file = location.facts.appending(path: "sentences.json")
        do {
            self = try JSONDecoder().decode(SentenceWords.self, from: Data(contentsOf: file))
        } catch {
            throw IntakeError.broken(file.lastPathComponent, "\(error)")
        }
    }
}
