/// 规则差异: what another pack sets otherwise.
public struct PackDifference: Sendable, Codable, Hashable {
    /// Name of the parameter, or of the rule.
    public var name: String
    public var here: String
    public var there: String
    /// What the other pack's rule says.
    public var text: String

    /// Parameters set otherwise, and rules that only the other pack has.
    public static func between(_ pack: RulePack, _ other: RulePack) -> [PackDifference] {
        var found: [PackDifference] = []
        for (name, there) in other.parameters.sorted(by: { $0.key < $1.key }) {
            let here = pack.parameters[name]
            guard here?.period != there.period || here?.number != there.number || here?.soft != there.soft else {
                continue
            }
            found.append(
                PackDifference(
                    name: name, here: here?.shown ?? "—", there: there.shown, text: other.rule(there.rule)?.text ?? ""))
        }
        let told = Set(found.compactMap { other.parameters[$0.name]?.rule })
        for rule in other.rules where pack.rule(rule.id) != rule && !told.contains(rule.id) {
            found.append(
                PackDifference(name: rule.id, here: pack.rule(rule.id)?.text ?? "—", there: rule.text, text: rule.text))
        }
        return found
    }
}

extension RuleParameter {
    /// `5 wd`, `2 m`, `3 y` or the number.
    var shown: String {
        let amount =
            period.map { period in
                period.workingDays.map { "\($0) wd" } ?? period.months.map { "\($0) m" } ?? "\(period.years ?? 0) y"
            } ?? "\(number ?? 0)"
        return soft == true ? amount + " (soft)" : amount
    }
}
