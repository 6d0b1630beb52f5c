internal import Foundation
public import IntakeModel

/// 行政区划代码 (GB/T 2260): county codes that were valid at some time, with their names.
public struct AreaCodes: Sendable {
    /// Six-digit code → its names over time.
    public let names: [String: [String]]

    public init(names: [String: [String]]) { self.names = names }

    public init(from location: ResourceLocation) throws(IntakeError) {
        var names: [String: [String]] = [:]
        for fields in try FactTable(location.facts.appending(path: "area-codes.tsv")).rows where fields.count >= 2 {
            names[fields[0], default: []].append(fields[1])
        }
        self.names = names
    }

    /// Whether such a code was ever in use.
    public func contains(_ code: String) -> Bool { names[code] != nil }
}
