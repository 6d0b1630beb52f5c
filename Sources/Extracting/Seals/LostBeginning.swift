internal import Recognizing

/// 圈首补全: the place that a name of an office lost at its beginning, where the ring has room for it and the strips show it.
///
/// Marks that another seal or a rule lies over are often read by no engine, yet tell which of the known places stand there.
/// A name completed by it is delivered below 0.9.
struct LostBeginning {
    let lexicon: SealLexicon
    let lattices: [CTCLattice]

    /// Nats that a place gains which the paper's own text names.
    private static let named = 2.5
    /// Nats by which a place must stand clear of the next one …
    private static let clear = 4.0
    /// … and by which a named one must without that gain.
    private static let shown = 1.0
    /// Nats that a character costs which lies hidden.
    private static let hidden = 3.5
    /// Characters read of a known organization's name.
    private static let fewest = 5
    /// Characters that the room before the first one may be mistaken by.
    private static let tolerance = 0.8

    /// `nil` when nothing was lost, or when no place stands clear of the others.
    func completed(_ text: String, in strip: SealText) -> String? {
        guard !lattices.isEmpty, let room = LostBeginning.room(before: text, in: strip) else { return nil }
        if let known = known(text, room) { return known }
        let marks = Array(text)
        guard let end = marks.prefix(8).firstIndex(where: { "省市县区旗州盟".contains($0) }) else { return nil }
        let rest = String(marks[...end])
        let names = OfficeNames(places: lexicon.places)
        let own = names.strangeness(text)
        let now = SealLexicon.nats(of: text, in: lattices)
        let named = lexicon.namedPlaces
        let ranked = lexicon.places.ending(in: rest).filter { place in
            let lost = Double(place.count - rest.count)
            return lost >= 1 && abs(lost - room) < LostBeginning.tolerance
        }.map { place in
            let name = place + marks[(end + 1)...]
            let nats = SealLexicon.nats(of: name, in: lattices)
            return (name: name, nats: nats, value: nats + (named.contains(place) ? LostBeginning.named : 0))
        }.sorted { $0.value > $1.value }
        guard let best = ranked.first else { return nil }
        // Marks that nothing is seen of are not contradicted.
        let lost = Double(best.name.count - text.count) * LostBeginning.hidden
        guard min(lost, now - best.nats) + names.strangeness(best.name) < own else { return nil }
        let others = ranked.dropFirst()
        guard others.allSatisfy({ best.value - $0.value > LostBeginning.clear }),
            others.allSatisfy({ best.nats - $0.nats > LostBeginning.shown })
        else { return nil }
        return best.name
    }

    /// The one known organization whose name ends as was read, and begins with as many marks as there is room for.
    private func known(_ text: String, _ room: Double) -> String? {
        guard text.count >= LostBeginning.fewest else { return nil }
        let names = lexicon.names.filter { $0.count > text.count && $0.hasSuffix(text) }
        guard names.count == 1, abs(Double(names[0].count - text.count) - room) < LostBeginning.tolerance else {
            return nil
        }
        return names[0]
    }

    /// Characters that would find room between the strip's beginning and the name.
    private static func room(before text: String, in strip: SealText) -> Double? {
        guard let span = RingSpan(of: text, in: strip, turn: .infinity), span.step > 0 else { return nil }
        let room = span.first / span.step - 0.5
        return room > 1 - tolerance && room < 9 ? room : nil
    }
}
