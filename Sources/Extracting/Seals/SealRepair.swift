internal import Foundation
internal import Recognizing

/// 印文校补: which name of an office a misread one means, weighed by what the strips show.
///
/// Names of offices are built of places of a closed list and of few words (``OfficeNames``), so a text that is not was
/// mostly misread. It proposes only names that stand clear of all others; a text changed by it is delivered below 0.9.
struct SealRepair {
    let lexicon: SealLexicon
    let lattices: [CTCLattice]

    /// Nats that a character costs which the reading lacks altogether: worn away, it is not contradicted.
    private static let lacking = 4.0
    /// How many nats better than the next name one has to be; more where the reading lacks a character of which little is
    /// to be seen, and most where it is the first.
    private static let clear = (usual: 0.75, lacking: 2.5, first: 4.0)

    private var names: OfficeNames { OfficeNames(places: lexicon.places) }

    /// The text, or the name that it means.
    func best(_ text: String) -> String {
        let own = names.strangeness(text)
        guard own > 0 else { return text }
        let now = SealLexicon.nats(of: text, in: lattices)
        let found = proposals(text).filter { $0 != text }.map { name in
            (name: name, likelihood: SealLexicon.nats(of: name, in: lattices), left: names.strangeness(name))
        }.filter { one in
            let contradicted = now - one.likelihood
            let cost = SealRepair.lacks(text, one.name).map { min(contradicted, SealRepair.lacking * Double($0)) }
            return (cost ?? contradicted) + one.left < own
        }
        guard let least = found.map(\.left).min() else { return text }
        let ranked = found.filter { $0.left == least }.sorted { $0.likelihood > $1.likelihood }
        guard let first = ranked.first else { return text }
        let needed =
            first.name.hasSuffix(text)
            ? SealRepair.clear.first
            : SealRepair.lacks(text, first.name) != nil ? SealRepair.clear.lacking : SealRepair.clear.usual
        guard ranked.count == 1 || first.likelihood - ranked[1].likelihood > needed else { return text }
        return first.name
    }

    /// Beginnings, districts and ends put right, one after the other and together.
    private func proposals(_ text: String) -> Set<String> {
        var found: Set<String> = [text]
        for propose in [
            names.proposals, lexicon.places.beginnings, lexicon.districts, SealLexicon.ends, names.proposals,
        ] {
            for one in found { found.formUnion(propose(one)) }
        }
        return found
    }

    /// How many characters `name` has more, when it is `text` with characters put in; `nil` when it is not.
    static func lacks(_ text: String, _ name: String) -> Int? {
        var rest = Substring(name)
        for character in text {
            guard let at = rest.firstIndex(of: character) else { return nil }
            rest = rest[rest.index(after: at)...]
        }
        return name.count - text.count
    }
}
