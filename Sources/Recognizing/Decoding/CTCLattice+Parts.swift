extension CTCLattice {
    /// The steps of a part of the line, `from`…`to` in parts of the picture's width.
    public func part(from: Double, to: Double) -> CTCLattice {
        let visible = Double(steps) * coverage
        let first = max(0, min(steps, Int((from * visible).rounded(.down))))
        let last = max(first, min(steps, Int((to * visible).rounded(.up))))
        return CTCLattice(
            steps: last - first, characters: characters,
            probabilities: Array(probabilities[(first * classes)..<(last * classes)]))
    }

    /// One line after the other, as if written on one; lines of different engines in the terms of the largest list.
    public static func joined(_ lattices: [CTCLattice]) -> CTCLattice? {
        guard lattices.count > 1, let widest = lattices.max(by: { $0.classes < $1.classes }) else {
            return lattices.first
        }
        return CTCLattice(
            steps: lattices.reduce(0) { $0 + $1.steps }, characters: widest.characters,
            probabilities: lattices.flatMap { $0.spelled(in: widest.characters).probabilities })
    }

    /// The same in the terms of another engine's list; characters that the list lacks count as blank.
    func spelled(in list: CharacterList) -> CTCLattice {
        guard list.count != characters.count else { return self }
        let places = characters.characters.map { list.index(of: $0) ?? 0 }
        var rows = [Float](repeating: 0, count: steps * list.count)
        for step in 0..<steps {
            let (from, to) = (step * classes, step * list.count)
            rows[to] = probabilities[from]
            for index in 1..<classes where probabilities[from + index] > CompactLattice.least {
                rows[to + places[index]] += probabilities[from + index]
            }
        }
        return CTCLattice(steps: steps, characters: list, probabilities: rows, coverage: coverage)
    }

    /// The most probable text with the place of every character.
    public func plainReading() -> LineReading { reading(of: greedyPath()) }

    /// A path's characters with their places.
    func reading(of path: [GreedyStep]) -> LineReading {
        LineReading(
            characters: path.compactMap { step in
                characters.characters[step.character].first.map {
                    ReadCharacter(
                        character: $0, confidence: Double(step.confidence),
                        position: position(ofStep: Double(step.firstStep + step.lastStep) / 2))
                }
            })
    }

    /// What an engine without a lattice read, as one: each character with its confidence, blanks between.
    public init(_ reading: LineReading, characters: CharacterList) {
        let classes = characters.count
        let known = reading.characters.compactMap { read in
            characters.index(of: String(read.character)).map { ($0, read) }
        }
        // Steps follow the characters' places so that parts of the line can be cut out.
        let steps = max(1, known.count * 6)
        var rows = [Float](repeating: 0, count: steps * classes)
        for step in 0..<steps { rows[step * classes] = 1 }
        var taken = 0
        for (order, (index, read)) in known.enumerated() {
            let wished = Int(read.position * Double(steps))
            let step = min(steps - 2 * (known.count - order) + 1, max(taken + 1, wished))
            guard step < steps else { continue }
            let confidence = Float(max(0.01, min(0.999, read.confidence)))
            rows[step * classes] = 1 - confidence
            rows[step * classes + index] = confidence
            taken = step + 1
        }
        self.init(steps: steps, characters: characters, probabilities: rows)
    }
}

extension CharacterList {
    /// ASCII, CJK ideographs and the punctuation of forms: for engines that answer with plain text.
    public static let unicode = CharacterList(
        lines: (0x21...0x7E).compactMap { Unicode.Scalar($0).map { String($0) } }
            + (0x4E00...0x9FFF).compactMap { Unicode.Scalar($0).map { String($0) } }
            + ["（", "）", "：", "，", "。", "、", "·", "〇", "○", "；", "—", "“", "”", "①", "②", "③", "④"])
}
