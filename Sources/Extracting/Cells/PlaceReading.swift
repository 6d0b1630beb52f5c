internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 地名互证: addresses and names of schools begin with a place of GB/T 2260, so one that is nearly such a place is read
/// against the list, and one that breaks off is doubted.
struct PlaceReading {
    let names: PlaceNames
    let decoder: FieldDecoder

    /// Natural logarithm by which the ink may prefer what was read to the place of the list …
    private static let allowance = 9.0
    /// … and by which the best place must stand before the second.
    private static let clear = 1.0

    init(facts: IntakeFacts, decoder: FieldDecoder) {
        names = PlaceNames.shared(facts.areaCodes)
        self.decoder = decoder
    }

    static func applies(to field: FormField, _ value: String) -> Bool {
        field.grammar == .place || field.grammar == .text && SealLexicon.endings.contains { value.hasSuffix($0) }
    }

    /// The value with a misread beginning put right where the ink allows one place of the list and no other; such a
    /// value is repaired, and so never certain.
    func mended(_ field: DecodedField, by lattice: CTCLattice) -> DecodedField {
        guard let value = field.value, value.count >= 4 else { return field }
        let whole = names.isKnown(value) ? [] : names.near(value)
        let proposals = Set(names.corrected(value) + names.beginnings(for: value) + whole)
        let scored = proposals.map { ($0, decoder.score(of: $0, in: lattice)) }
            .sorted { ($0.1, $0.0) > ($1.1, $1.0) }
        guard let best = scored.first, best.1 > decoder.score(of: value, in: lattice) - PlaceReading.allowance,
            scored.count == 1 || best.1 - scored[1].1 > PlaceReading.clear
        else { return field }
        var mended = field
        mended.value = best.0
        mended.alternatives.insert(value, at: 0)
        mended.evidence.repaired = true
        return mended
    }

    /// Whether an address breaks off: at a number without its 号, 室 or 组, at a street without a number, before the 区 or 县 of
    /// a known place, after a single character; or begins in the midst of one, with the 省 or 县 of a name that is not there.
    func breaksOff(_ value: String) -> Bool {
        guard let first = value.first, let last = value.last else { return false }
        return last.isNumber || "路街巷弄段".contains(last) || names.isCutShort(value) || value.count < 2
            || "省市县区州旗".contains(first)
    }
}
