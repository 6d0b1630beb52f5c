import IntakeModel
import Registry
import Testing

@Suite("休学、复学、留级、退学")
struct LeaveRuleTests {
    private let judge = RuleFixture.judge()

    private func leave(
        from: String = "2026-10-20", until: String = "2027-04-19", level: String = "二级", grade: String = "三年级",
        history: [StudentEvent] = []
    ) -> CaseFile {
        RuleFixture.file(
            .suspension, student: RuleFixture.student(grade: grade),
            evidence: [
                RuleFixture.present("writtenApplication"), RuleFixture.ledger(),
                RuleFixture.paper(.medicalCertificate, seals: [.hospital]),
            ], details: [.leaveFrom: from, .leaveUntil: until, .hospitalLevel: level, .appliedOn: "2026-10-14"],
            history: history)
    }

    @Test func sixMonthsToAYear() {
        #expect(judge.objections(leave()).isEmpty)
        #expect(judge.blocks(leave(until: "2027-04-18")) == ["R16-7"])
        #expect(judge.objections(leave(until: "2027-10-19")).isEmpty)
        #expect(judge.rules(leave(until: "2027-10-20"), .needsReason) == ["R16-7"])
        #expect(judge.blocks(leave(until: "2026-10-01")) == ["R16-7"])
        // 一年 is a firm limit under the 2026 provincial rules.
        #expect(RuleFixture.judge("sichuan-2026").blocks(leave(until: "2027-10-20")) == ["S26-2"])
    }

    @Test func theHospitalMustBeOfItsLevel() {
        #expect(judge.blocks(leave(level: "其他")) == ["R16-5"])
        #expect(judge.blocks(leave(level: "二级", grade: "高一")) == ["R16-5"])
        #expect(judge.objections(leave(level: "县级", grade: "高一")).isEmpty)
    }

    @Test func compulsoryStageHasNoRetentionAndNoWithdrawal() {
        for (kind, rule) in [(CaseKind.gradeRetention, "R16-1"), (.withdrawal, "R16-11")] {
            #expect(judge.refusals(RuleFixture.file(kind)).map(\.rule) == [rule])
            let senior = RuleFixture.student(grade: "高二")
            #expect(judge.refusals(RuleFixture.file(kind, student: senior)).isEmpty)
            #expect(
                judge.refusals(RuleFixture.file(kind, student: RuleFixture.student(grade: nil))).map(\.rule) == [
                    "R02-1"
                ])
        }
    }

    @Test func noRetentionInTheFinalYear() {
        let file = RuleFixture.file(.gradeRetention, student: RuleFixture.student(grade: "高三"))
        #expect(judge.refusals(file).map(\.rule) == ["R16-3"])
    }

    @Test func aLeaveInTheLastGradeOrASecondOneIsASign() {
        #expect(judge.rules(leave(grade: "六年级"), .needsReason) == ["R22-9"])
        let before = StudentEvent(
            student: 1, kind: .suspended, day: "2024-10-01", until: "2025-04-01", gradeBefore: "一年级")
        #expect(judge.rules(leave(history: [before]), .needsReason) == ["R22-9"])
    }

    /// Left in grade 3 on `left`, comes back on `back` into `grade`.
    @Test(arguments: [
        ("2025-10-08", "2026-04-10", "三年级", false), ("2025-10-08", "2026-04-10", "二年级", true),
        ("2025-03-03", "2026-03-05", "三年级", false), ("2025-09-01", "2026-08-31", "三年级", true),
        ("2025-09-01", "2026-08-31", "四年级", false), ("2026-05-08", "2026-09-02", "三年级", true),
        ("2026-05-08", "2026-09-02", "四年级", false),
    ])
    func hiddenRetention(_ left: String, _ back: String, _ grade: String, _ flagged: Bool) {
        let event = StudentEvent(student: 1, kind: .suspended, day: left, until: back, gradeBefore: "三年级")
        let file = RuleFixture.file(
            .resumption, student: RuleFixture.student(state: .suspended),
            details: [.grade: grade, .happenedOn: back, .hospitalLevel: "三级"], history: [event], today: back)
        #expect(judge.rules(file, .needsReason).contains("R22-9") == flagged)
    }

    /// R16-13.
    @Test func startIsDueFiveWorkingDaysAfterTheApplication() {
        #expect(judge.startDue(leave())?.iso == "2026-10-21")
        var late = leave()
        late.today = RuleFixture.day("2026-10-22")
        #expect(judge.rules(late, .notice) == ["R16-13"] && judge.blocks(late).isEmpty)
    }
}
