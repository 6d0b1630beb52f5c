public import IntakeModel

/// The facts that reading and checking rest on, loaded together.
public struct IntakeFacts: Sendable {
    public let areaCodes: AreaCodes
    public let codeLists: CodeLists
    public let folding: ScriptFolding
    public let surnames: Surnames
    public let opinions: Opinions
    public let sentences: SentenceWords

    public init(from location: ResourceLocation) throws(IntakeError) {
        areaCodes = try AreaCodes(from: location)
        codeLists = try CodeLists(from: location)
        folding = try ScriptFolding(from: location)
        surnames = try Surnames(from: location)
        opinions = try Opinions(from: location)
        sentences = try SentenceWords(from: location)
    }
}
