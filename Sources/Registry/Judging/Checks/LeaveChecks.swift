internal import IntakeModel

/// 休学、复学、留级 and the retention hidden in a leave.
extension CaseChecks {
    /// R16-7: six months at least, a year at most as a rule.
    static let leaveTerm: Check = { file, judge in
        guard let from = file.matter.day(.leaveFrom), let until = file.matter.day(.leaveUntil) else {
            return [Objection("R16-7", .obstacleNoLeaveTerm)]
        }
        guard from <= until else { return [Objection("R16-7", .obstacleLeaveBackward)] }
        var found: [Objection] = []
        // Both days count: from 1 March to 31 August is six months.
        let end = until.adding(days: 1) ?? until
        if let months = judge.pack.parameters["leaveShortest"]?.period?.months, end < from.adding(months: months) {
            found.append(Objection("R16-7", .obstacleLeaveShort.with(String(months))))
        }
        if let longest = judge.pack.parameters["leaveLongest"], let months = longest.period?.months,
            end > from.adding(months: months)
        {
            found.append(
                Objection(
                    longest.rule, longest.soft == true ? .needsReason : .block, .obstacleLeaveLong.with(String(months)))
            )
        }
        if file.student?.state != .enrolled { found.append(Objection("R16-7", .obstacleNotEnrolled)) }
        return found
    }

    /// R16-5: 县级 for senior high, 二级 in the compulsory stage, or above. What the hospital is, a person says.
    static let hospitalLevel: Check = { file, _ in
        guard let text = file.matter.details[.hospitalLevel], let level = HospitalLevel(rawValue: text) else {
            return [Objection("R16-5", .obstacleNoHospitalLevel)]
        }
        let least: HospitalLevel = file.stage == .senior ? .county : .second
        return level < least ? [Objection("R16-5", .obstacleHospitalLevel.with(least.rawValue))] : []
    }

    /// R16-10: the grade to join is named, and there is a leave to come back from.
    static let joiningGrade: Check = { file, _ in
        var found: [Objection] = []
        if file.matter.details[.grade].flatMap(SchoolGrade.init) == nil {
            found.append(Objection("R16-10", .obstacleNoGrade))
        }
        if file.student?.state != .suspended { found.append(Objection("R16-9", .obstacleNotSuspended)) }
        return found
    }

    /// R16-2: exceptional, so the reason is on record.
    static let reasonNamed: Check = { file, judge in
        var found: [Objection] = []
        if (file.matter.details[.reason] ?? "").isEmpty { found.append(Objection("R16-2", .obstacleNoReason)) }
        let retained = file.history.count { $0.kind == .retained }
        if let most = judge.pack.parameters["specialRetentions"], file.stage == .special, retained >= most.number ?? 0 {
            found.append(Objection(most.rule, .obstacleRetainedBefore))
        }
        return found
    }

    /// R16-3: not in the final year of senior high.
    static let notInFinalYear: Check = { file, _ in
        file.student?.grade?.number == 12 ? [Objection("R16-3", .obstacleFinalYear)] : []
    }

    /// R22-9: see ``HiddenRetention``.
    static let hiddenRetention: Check = { file, judge in
        HiddenRetention(allowedLeaves: judge.pack.parameters["leavesInAStage"]?.number ?? 1).signs(file).map {
            Objection("R22-9", .needsReason, $0)
        }
    }
}
