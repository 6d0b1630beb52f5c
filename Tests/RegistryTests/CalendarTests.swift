import IntakeModel
import Registry
import Testing

@Suite("工作日")
struct CalendarTests {
    private let calendar = RuleFixture.library.calendar

    /// Around holidays and make-up days; most differ from Monday to Friday.
    @Test(arguments: [
        ("2026-02-13", "2026-02-27"), ("2026-09-18", "2026-09-24"), ("2026-09-30", "2026-10-13"),
        ("2026-04-30", "2026-05-11"), ("2025-01-24", "2025-02-07"), ("2024-09-12", "2024-09-20"),
        ("2026-12-21", "2026-12-28"),
    ])
    func fiveWorkingDays(_ from: String, _ due: String) {
        let answer = calendar.day(5, workingDaysAfter: RuleFixture.day(from))
        #expect(answer.iso == due && !answer.isProvisional)
    }

    @Test func pastTheLastNoticeIsProvisional() {
        #expect(calendar.day(5, workingDaysAfter: RuleFixture.day("2026-12-28")).isProvisional)
    }

    @Test func everyYearNamesItsNotice() {
        #expect(Set(calendar.years.keys) == Set(2004...2026))
        #expect(calendar.years.values.allSatisfy { year in year.notices.contains { $0.number != nil } })
    }

    @Test func listedDaysMakeSense() throws {
        for (number, year) in calendar.years {
            for text in year.holidays + year.makeUpDays {
                #expect(try #require(CalendarDate(iso: text)).year == number)
            }
            #expect(Set(year.holidays).isDisjoint(with: year.makeUpDays))
            // A day that is made up for is a Saturday or Sunday.
            for text in year.makeUpDays { #expect(try #require(CalendarDate(iso: text)).weekday >= 6) }
        }
    }

    /// Counting forward and back agree wherever one starts.
    @Test func countingAgrees() throws {
        var day = RuleFixture.day("2004-01-01")
        while day.iso < "2026-11-01" {
            let due = calendar.day(5, workingDaysAfter: day)
            let end = try #require(due.day)
            #expect(calendar.isWorkingDay(end) && calendar.workingDays(after: day, through: end) == 5)
            day = try #require(day.adding(days: 13))
        }
    }

    @Test func daysAndNumbersAreTheSame() throws {
        for number in stride(from: -700_000, through: 2_000_000, by: 9973) {
            guard let day = CalendarDate(dayNumber: number) else { continue }
            #expect(day.dayNumber == number)
        }
        #expect(RuleFixture.day("2026-11-25").weekday == 3)
        #expect(RuleFixture.day("2026-01-31").adding(months: 1).iso == "2026-02-28")
        #expect(CalendarDate(milliseconds: RuleFixture.day("2026-11-25").beginning).iso == "2026-11-25")
        #expect(CalendarDate(milliseconds: RuleFixture.day("2026-11-25").beginning - 1).iso == "2026-11-24")
    }
}
