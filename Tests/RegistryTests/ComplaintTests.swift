import IntakeModel
import Registry
import Testing

@Suite("投诉归口")
struct ComplaintTests {
    private let routing = ComplaintRouting(tree: RuleFixture.tree)

    @Test(arguments: [
        (["S"], "C", "R07-1"), (["S", "R"], "C", "R07-2"), (["S", "T"], "M", "R07-2"), (["S", "U"], "P", "R07-3"),
        (["S", "Z"], "P", "R07-3"), (["S", "unknown"], "P", "R07-3"),
    ])
    func owner(_ schools: [String], _ unit: String, _ rule: String) throws {
        let owner = try #require(routing.owner(of: schools, home: "C"))
        #expect(owner.unit.code == unit && owner.rule == rule)
    }

    /// R18-3: whoever is not the owner learns who is, with the telephone.
    @Test func elsewhereIsNamedWithItsTelephone() {
        let file = RuleFixture.file(.complaint, student: nil, details: [.schools: "S,T"], organization: "C")
        let refusal = RuleFixture.judge().refusals(file).first
        #expect(refusal?.rule == "R07-2")
        #expect(refusal?.message.text(.chinese).contains("绵阳市教体局") == true)
        #expect(refusal?.message.text(.chinese).contains("0816-1") == true)
    }

    /// Issued within 3 working days, answered within 5, closed by the unit that issued it.
    @Test func clocksAndSteps() {
        let judge = RuleFixture.judge()
        let file = RuleFixture.file(
            .complaint, student: nil, details: [.schools: "S,R", .receivedOn: "2026-09-30"], organization: "C")
        #expect(judge.startDue(file)?.iso == "2026-10-10")
        let steps = judge.steps(file)
        #expect(steps.map(\.organization) == ["S", "R", "C"])
        let issued = RuleFixture.day("2026-10-10")
        #expect(judge.due(steps[0], turn: issued, submitted: issued)?.iso == "2026-10-16")
    }
}
