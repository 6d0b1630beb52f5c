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
