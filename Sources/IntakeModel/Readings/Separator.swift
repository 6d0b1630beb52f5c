/// 分隔页: a sheet between papers. What follows it belongs together, for the case that it names or for none.
public struct Separator: Sendable, Hashable, Codable {
    /// Whose case it is: numbers are one registry's own.
    public var organization: String?
    public var caseNumber: Int64?

    public init(organization: String? = nil, caseNumber: Int64? = nil) {
        self.organization = organization
        self.caseNumber = caseNumber
    }

    private static let mark = "XUEJI-SEPARATOR/1"

    /// As it stands in the sheet's QR codes.
    public var text: String {
        var parts = [Separator.mark]
        if let organization { parts.append("org=" + organization) }
        if let caseNumber { parts.append("case=\(caseNumber)") }
        return parts.joined(separator: " ")
    }

    /// `nil` for any other text.
    public init?(text: String) {
        let parts = text.split(separator: " ")
        guard parts.first == Separator.mark[...] else { return nil }
        for part in parts.dropFirst() {
            if part.hasPrefix("org=") { organization = String(part.dropFirst(4)) }
            if part.hasPrefix("case=") {
                guard let number = Int64(part.dropFirst(5)), number > 0 else { return nil }
                caseNumber = number
            }
        }
    }
}
