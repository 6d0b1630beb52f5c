internal import Crypto
public import Foundation
internal import IntakeModel

/// SHA-256 of a file's bytes.
public enum ContentHash {
    public static func hexadecimal(_ data: Data) -> String { SHA256.hash(data: data).hexadecimal }
}
