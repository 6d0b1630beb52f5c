internal import IntakeModel

/// 更正、照片、入学、毕业: windows and grades.
extension CaseChecks {
    /// R13-6: within two months of the term's start. Later it is a matter for whoever decides.
    static let correctionWindow: Check = { file, judge in
        guard let term = file.termStart else { return [Objection("R13-6", .notice, .obstacleNoTerm)] }
        guard let period = judge.pack.parameters["correctionWindow"]?.period else { return [] }
        let due = judge.calendar.end(of: period, from: term)
        guard file.today.iso > due.iso else { return [] }
        return [Objection("R13-6", .notice, .obstacleWindowClosed.with(due.iso))]
    }

    /// R14-3: the photo has passed its check; what only a person can judge needs a reason.
    static let photoPassed: Check = { file, _ in
        switch file.matter.details[.photoVerdict] {
        case "pass": []
        case "review": [Objection("R14-3", .needsReason, .obstaclePhotoReview)]
        case "fail": [Objection("R14-3", .obstaclePhotoFailed)]
        default: [Objection("R14-3", .obstacleNoPhotoVerdict)]
        }
    }

    /// R10-1: the file of a first-grader within a month of entry.
    static let firstGradeInTime: Check = { file, judge in
        guard let entered = file.matter.day(.enteredOn) else { return [Objection("R10-1", .obstacleNoEntryDay)] }
        guard file.matter.details[.grade].flatMap(SchoolGrade.init)?.number == 1 else { return [] }
        return late("R10-1", "firstGradeFile", from: entered, file, judge)
    }

    /// R10-2: grades 7 and 10 within two months of the term's start.
    static let nextStageInTime: Check = { file, judge in
        guard let grade = file.matter.details[.grade].flatMap(SchoolGrade.init) else {
            return [Objection("R10-2", .obstacleNoGrade)]
        }
        guard [7, 10].contains(grade.number) else { return [] }
        guard let term = file.termStart else { return [Objection("R10-2", .notice, .obstacleNoTerm)] }
        return late("R10-2", "nextStageFile", from: term, file, judge)
    }

    private static func late(
        _ rule: String, _ parameter: String, from day: CalendarDate, _ file: CaseFile, _ judge: CaseJudge
    ) -> [Objection] {
        guard let period = judge.pack.parameters[parameter]?.period else { return [] }
        let due = judge.calendar.end(of: period, from: day)
        return file.today.iso > due.iso
            ? [Objection(judge.pack.parameters[parameter]?.rule ?? rule, .notice, .obstacleWindowClosed.with(due.iso))]
            : []
    }

    /// R12-1: graduation and status reports say what became of the student, and when.
    static let outcomeNamed: Check = { file, _ in
        let graduation: [CaseOutcome] = [.graduated, .completed, .incomplete]
        let wanted = file.matter.kind == .graduation ? graduation : [.droppedOut, .deceased]
        var found: [Objection] = []
        let outcome = file.matter.details[.outcome].flatMap(CaseOutcome.init)
        if outcome.map({ !wanted.contains($0) }) ?? true {
            found.append(Objection("R12-1", .obstacleNoOutcome.with(wanted.map(\.rawValue).joined(separator: "、"))))
        }
        if file.matter.day(.happenedOn) == nil { found.append(Objection("R12-1", .obstacleNoDay)) }
        return found
    }

    /// R17-3: graduation comes at the end of a stage; 肄业 may come before.
    static let finalYear: Check = { file, _ in
        guard file.matter.details[.outcome] != CaseOutcome.incomplete.rawValue, let grade = file.student?.grade,
            !grade.isLastOfStage
        else { return [] }
        return [Objection("R17-3", .obstacleNotFinalYear.with(grade.name))]
    }

    /// R07: the complaint is with the unit that the rules name.
    static let complaintOwner: Check = { file, judge in
        let routing = ComplaintRouting(tree: file.organizations)
        let schools = ComplaintRouting.schools(file.matter)
        guard !schools.isEmpty else { return [Objection("R07-1", .obstacleNoSchools)] }
        guard let (rule, owner) = routing.owner(of: schools, home: file.matter.organization) else {
            return [Objection("R07-3", .obstacleUnitMissing.with(Phrase.stepReleasingProvince.chinese))]
        }
        guard owner.code != file.matter.organization else { return [] }
        return [Objection(rule, .complaintElsewhere.with(owner.name, owner.phone ?? "—"))]
    }
}

/// What must be recorded before an approved case is finished, by the name of the rule.
enum FinishChecks {
    static let all: [String: @Sendable (CaseFile) -> [Objection]] = [
        "R03-1": { file in
            var missing: [Objection] = []
            if file.matter.details[.nationalReceipt] == nil { missing.append(Objection("R03-1", .finishNational)) }
            if file.stage == .senior, file.matter.details[.provincialReceipt] == nil {
                missing.append(Objection("R03-1", .finishProvincial))
            }
            return missing
        },
        "R15-03": { $0.matter.details[.copyReturnedOn] == nil ? [Objection("R15-03", .finishCopy)] : [] },
        // 学籍号 is empty until the national system gives it.
        "R09-1": { file in
            (file.student?[.studentNumber] ?? file.matter.details[.studentNumber] ?? "").isEmpty
                ? [Objection("R09-1", .finishStudentNumber)] : []
        },
        "R22-4": { file in
            let dropped = file.matter.details[.outcome] == CaseOutcome.droppedOut.rawValue
            return dropped && file.stage != .senior && file.matter.details[.governmentReportedOn] == nil
                ? [Objection("R22-4", .finishGovernment)] : []
        },
    ]
}
