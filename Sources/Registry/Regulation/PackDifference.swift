public import IntakeModel

/// 规则差异: what another pack sets otherwise.
public struct PackDifference: Sendable, Codable, Hashable {
    /// Name of the parameter, or of the rule.
    public var name: String
    public var here: String
    public var there: String
    /// What the other pack's rule says.
    public var text: String

    /// Parameters set otherwise, and rules that only the other pack has.
    public static func between(_ pack: RulePack, _ other: RulePack, language: Language = .chinese) -> [PackDifference] {
        var found: [PackDifference] = []
        for (name, there) in other.parameters.sorted(by: { $0.key < $1.key }) {
            let here = pack.parameters[name]
            guard here?.period != there.period || here?.number != there.number || here?.soft != there.soft else {
                continue
            }
            found.append(
                PackDifference(
                    name: name, here: here?.amount.text(language) ?? "—", there: there.amount.text(language),
                    text: other.rule(there.rule)?.text(language) ?? ""))
        }
        let told = Set(found.compactMap { other.parameters[$0.name]?.rule })
        for rule in other.rules where pack.rule(rule.id) != rule && !told.contains(rule.id) {
            found.append(
                PackDifference(
                    name: rule.id, here: pack.rule(rule.id)?.text(language) ?? "—", there: rule.text(language), text: ""
                ))
        }
        return found
    }
}

extension RuleEntry {
    public func text(_ language: Language) -> String { language == .chinese ? text : english }
}

extension RuleParameter {
    /// The span or number in words.
    var amount: Phrase {
        let plain: Phrase =
            if let days = period?.workingDays {
                .spanWorkingDays.with(String(days))
            } else if let months = period?.months {
                .spanMonths.with(String(months))
            } else if let years = period?.years {
                .spanYears.with(String(years))
            } else {
                Phrase("%1", "%1").with(String(number ?? 0))
            }
        guard soft == true else { return plain }
        return Phrase(
            Phrase.spanSoft.with(plain.text(.chinese)).text(.chinese),
            Phrase.spanSoft.with(plain.text(.english)).text(.english))
    }
}
