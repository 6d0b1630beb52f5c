internal import Crypto
internal import Foundation
internal import IntakeModel

/// SHA-256 of a file's bytes.
enum ContentHash {
    static func hexadecimal(_ data: Data) -> String { SHA256.hash(data: data).hexadecimal }
}
