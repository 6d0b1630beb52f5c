/// 学籍号: 19 characters, `G` + citizen ID for most; `J` or `L` + 18 characters for children without one.
public struct StudentNumber: Sendable, Hashable {
    /// Upper case.
    public let text: String

    public init?(_ text: String) {
        let upper = text.uppercased()
        guard upper.count == 19, let kind = upper.first, ["G", "J", "L"].contains(kind),
            upper.dropFirst().allSatisfy({ ("0"..."9").contains($0) || ("A"..."Z").contains($0) })
        else { return nil }
        if kind == "G", CitizenID(String(upper.dropFirst())) == nil { return nil }
        self.text = upper
    }

    /// The citizen ID inside a `G` number.
    public var citizenID: CitizenID? { text.first == "G" ? CitizenID(String(text.dropFirst())) : nil }
}
