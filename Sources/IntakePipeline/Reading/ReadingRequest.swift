/// One line to the reading process: which file, and what to call it in the answer.
public struct ReadingRequest: Codable, Sendable {
    public var path: String
    public var name: String

    public init(path: String, name: String) {
        self.path = path
        self.name = name
    }
}
