import IntakeModel
import Testing

@Suite("日期")
struct DateTextTests {
    @Test(arguments: [
        ("2008年3月12日", "2008-03-12"), ("2008.03.12", "2008-03-12"), ("2008-3-12", "2008-03-12"),
        ("2008/3/12", "2008-03-12"), ("20080312", "2008-03-12"), ("二〇〇八年三月十二日", "2008-03-12"),
        ("二〇一〇年十月二十日", "2010-10-20"), ("二〇一〇年十一月三十一日", nil), ("2009年2月29日", nil),
        ("2008 年 2 月 29 日", "2008-02-29"), ("２００８年３月１２日", "2008-03-12"), ("廿日", nil), ("08年3月12日", nil), ("", nil),
    ])
    func spellings(text: String, iso: String?) {
        #expect(DateText(text)?.date?.iso == iso)
    }

    /// Every day from 1900 to 2100 comes back from each way of writing it.
    @Test func everyDayRoundTrips() throws {
        var number = try #require(CalendarDate(iso: "1900-01-01")).dayNumber
        let last = try #require(CalendarDate(iso: "2100-12-31")).dayNumber
        var date = try #require(CalendarDate(iso: "1900-01-01"))
        while number <= last {
            #expect(date.dayNumber == number)
            #expect(CalendarDate(iso: date.iso) == date)
            #expect(DateText("\(date.year)年\(date.month)月\(date.day)日")?.date == date)
            #expect(DateText(date.iso.replacing("-", with: ""))?.date == date)
            number += 1
            date =
                CalendarDate(year: date.year, month: date.month, day: date.day + 1)
                ?? CalendarDate(year: date.year, month: date.month + 1, day: 1)
                ?? CalendarDate(year: date.year + 1, month: 1, day: 1) ?? date
        }
    }
}
