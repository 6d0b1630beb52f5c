extension LineReading {
    /// 叠字: whether a Han character follows itself more closely than characters of this line do: one may be read twice where
    /// its parts stand apart. A name like 乐乐 stands as wide as any.
    var hasCloseDouble: Bool {
        let steps = zip(characters, characters.dropFirst()).filter { $0.character.isHan && $1.character.isHan }
            .map { (isSame: $0.character == $1.character, length: $1.position - $0.position) }
        guard steps.count >= LineReading.fewestSteps else { return false }
        let usual = steps.map(\.length).sorted()[steps.count / 2]
        return steps.contains { $0.isSame && $0.length < LineReading.close * usual }
    }

    /// Steps from which the usual one is known.
    private static let fewestSteps = 3
    /// Parts of the usual step.
    private static let close = 0.7
}
