public import IntakeModel

/// 变相留级 (第二十二条九): signs that leave is used to repeat a grade. Signs, never a verdict: a person decides, in writing.
public struct HiddenRetention {
    /// More leaves than this in one stage are a sign.
    public let allowedLeaves: Int

    public init(allowedLeaves: Int) { self.allowedLeaves = allowedLeaves }

    public func signs(_ file: CaseFile) -> [Phrase] {
        switch file.matter.kind {
        case .suspension: leaving(file)
        case .resumption: returning(file)
        default: []
        }
    }

    private func leaving(_ file: CaseFile) -> [Phrase] {
        var signs: [Phrase] = []
        if let grade = file.student?.grade {
            if grade.isLastOfStage { signs.append(.retentionLastGrade.with(grade.name)) }
            let earlier = file.history.count {
                $0.kind == .suspended && $0.gradeBefore.flatMap(SchoolGrade.init)?.stage == grade.stage
            }
            if earlier >= allowedLeaves { signs.append(.retentionRepeatedLeave.with(String(earlier + 1))) }
        }
        return signs
    }

    private func returning(_ file: CaseFile) -> [Phrase] {
        guard let leave = file.history.last(where: { $0.kind == .suspended }),
            let left = CalendarDate(iso: leave.day), let grade = leave.gradeBefore.flatMap(SchoolGrade.init),
            let joining = file.matter.details[.grade].flatMap(SchoolGrade.init)
        else { return [] }
        var signs: [Phrase] = []
        let back = file.matter.day(.happenedOn) ?? file.today
        let years = HiddenRetention.schoolYears(from: left, to: back)
        let whole = HiddenRetention.wholeSchoolYears(from: left, to: back)
        if joining < grade.raised(by: whole) {
            signs.append(.retentionLowerGrade.with(joining.name, grade.raised(by: whole).name))
        }
        // A short leave over the summer puts a child into the grade it has just done.
        if back < left.adding(months: 6), years > 0, joining <= grade { signs.append(.retentionOverSummer) }
        return signs
    }

    /// How many times 31 August was passed.
    static func schoolYears(from start: CalendarDate, to end: CalendarDate) -> Int {
        func schoolYear(_ day: CalendarDate) -> Int { day.month >= 9 ? day.year : day.year - 1 }
        return max(0, schoolYear(end) - schoolYear(start))
    }

    /// School years (1 September to 31 August) that lie wholly inside the leave.
    static func wholeSchoolYears(from start: CalendarDate, to end: CalendarDate) -> Int {
        (start.year...max(start.year, end.year)).count { year in
            guard let first = CalendarDate(year: year, month: 9, day: 1),
                let last = CalendarDate(year: year + 1, month: 8, day: 31)
            else { return false }
            return start <= first && last <= end
        }
    }
}
