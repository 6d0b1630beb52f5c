internal import Crypto
internal import Foundation
internal import IntakeModel

/// 审计记录: one link of the chain; every link holds the hash of the one before.
public struct AuditEntry: Sendable, Codable, Hashable {
    public var sequence: Int64
    /// Milliseconds since 1970.
    public var at: Int64
    public var person: String
    /// `case.submit`, `student.change`, …
    public var action: String
    /// What it was done to, such as `case:12`.
    public var subject: String
    /// JSON with sorted keys.
    public var content: String
    public var previous: String
    public var hash: String

    public init(
        sequence: Int64, at: Int64, person: String, action: String, subject: String, content: String, previous: String,
        hash: String
    ) {
        self.sequence = sequence
        self.at = at
        self.person = person
        self.action = action
        self.subject = subject
        self.content = content
        self.previous = previous
        self.hash = hash
    }

    /// The link that follows `previous`.
    public init(
        sequence: Int64, at: Int64, person: String, action: String, subject: String, content: String, previous: String
    ) {
        self.init(
            sequence: sequence, at: at, person: person, action: action, subject: subject, content: content,
            previous: previous,
            hash: AuditEntry.hash(
                sequence: sequence, at: at, person: person, action: action, subject: subject, content: content,
                previous: previous))
    }

    /// What stands before the first link.
    public static let origin = String(repeating: "0", count: 64)

    public var isIntact: Bool {
        hash
            == AuditEntry.hash(
                sequence: sequence, at: at, person: person, action: action, subject: subject, content: content,
                previous: previous)
    }

    /// SHA-256 over every part with its length before it, so that no two entries share their bytes.
    private static func hash(
        sequence: Int64, at: Int64, person: String, action: String, subject: String, content: String, previous: String
    ) -> String {
        var digest = SHA256()
        for part in [String(sequence), String(at), person, action, subject, content, previous] {
            digest.update(data: Data("\(part.utf8.count):".utf8))
            digest.update(data: Data(part.utf8))
        }
        return digest.finalize().hexadecimal
    }
}
