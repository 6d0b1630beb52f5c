internal import Foundation
public import Photos

/// 重复照片: the same picture under two names, byte for byte or the same but for its compression.
///
/// Compared are 16 × 20 grey levels of the whole picture; two photos of one person differ far more than two copies of one
/// photo. Nothing about a face is computed.
public struct SamePictures: Sendable {
    /// Mean difference of copies, grey levels. Different photos of one studio differ by 4 and more.
    private static let mostDifference = 1.6

    /// Index → the earlier index whose picture it is.
    public let copies: [Int: Int]

    public init(_ answers: [PhotoAnswer]) {
        var copies: [Int: Int] = [:]
        var byHash: [String: Int] = [:]
        // Copies are equally bright: only neighbours in that order are compared.
        let prints = answers.indices.compactMap { at in answers[at].print.map { (at, [UInt8]($0)) } }
            .map { at, print in (at: at, print: print, mean: print.reduce(0) { $0 + Int($1) }) }
            .sorted { ($0.mean, $0.at) < ($1.mean, $1.at) }
        for (at, answer) in answers.enumerated() {
            guard let hash = answer.hash else { continue }
            if let first = byHash[hash] { copies[at] = first } else { byHash[hash] = at }
        }
        for (place, one) in prints.enumerated() {
            let most = Double(one.print.count) * SamePictures.mostDifference
            for other in prints[(place + 1)...] {
                guard Double(other.mean - one.mean) <= most else { break }
                guard SamePictures.differ(one.print, other.print, atMost: Int(most)) else { continue }
                let (first, second) = (min(one.at, other.at), max(one.at, other.at))
                if copies[second] == nil { copies[second] = first }
            }
        }
        self.copies = copies
    }

    private static func differ(_ one: [UInt8], _ other: [UInt8], atMost most: Int) -> Bool {
        guard one.count == other.count else { return false }
        var sum = 0
        for at in one.indices {
            sum += abs(Int(one[at]) - Int(other[at]))
            if sum > most { return false }
        }
        return true
    }
}
