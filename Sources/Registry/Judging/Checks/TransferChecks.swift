internal import IntakeModel

/// Which road a transfer goes, and the seals of annex 4 in their order.
extension CaseChecks {
    /// R15-09: schools of one city use the contact form.
    static let sameCity: Check = { file, judge in
        closedGrade(file, judge) + (inOneCity(file) == false ? [Objection("R15-09", .obstacleOtherCity)] : [])
    }

    /// R15-18, R15-12: annex 4 and the roads across cities are for schools of different cities.
    static let otherCity: Check = { file, judge in
        let rule = file.matter.kind == .transferAcrossCityHighSchool ? "R15-18" : "R15-12"
        var found = inOneCity(file) == true ? [Objection(rule, .obstacleSameCity)] : []
        if rule == "R15-12" { found += numbersKnown(file, judge) }
        return found
    }

    /// Whether both schools lie in one city; `nil` when a school is not on record.
    private static func inOneCity(_ file: CaseFile) -> Bool? {
        guard let from = file.matter.releasingSchool, let to = file.matter.receivingSchool,
            file.organizations[from] != nil, file.organizations[to] != nil
        else { return nil }
        let common = file.organizations.commonSuperior(of: [from, to])
        return common?.level == .county || common?.level == .city
    }

    /// Some packs close the first and last grades of a stage.
    private static func closedGrade(_ file: CaseFile, _ judge: CaseJudge) -> [Objection] {
        guard let closed = judge.pack.parameters["closedTransferGrades"], let grade = file.student?.grade,
            grade.isFirstOfStage || grade.isLastOfStage
        else { return [] }
        return [Objection(closed.rule, closed.soft == true ? .notice : .block, .obstacleClosedGrade.with(grade.name))]
    }

    /// R15-16: A→①→②→③→B→C, nothing in ④ and D.
    static let chainInProvince: Check = { file, _ in
        guard file.facts.contains(.inProvince) else { return [] }
        return chain([.boxA, .box1, .box2, .box3, .boxB, .boxC], empty: [.box4, .boxD], rule: "R15-16", file)
    }

    /// R15-17: ①→②→③→④→A→B→C→D.
    static let chainAcrossProvinces: Check = { file, _ in
        guard file.facts.contains(.acrossProvinces) else { return [] }
        return chain([.box1, .box2, .box3, .box4, .boxA, .boxB, .boxC, .boxD], empty: [], rule: "R15-17", file)
    }

    /// The dates of the boxes never go backward, and boxes that the road does not pass are empty.
    private static func chain(
        _ order: [SealRole], empty: [SealRole], rule: String, _ file: CaseFile
    ) -> [Objection] {
        guard let form = file.papers([.provincialTransferApplication]).first else { return [] }
        func date(_ role: SealRole) -> CalendarDate? {
            role.dateField.flatMap { form.value($0) }.flatMap { CalendarDate(iso: $0) }
        }
        var found: [Objection] = []
        var last: (role: SealRole, day: CalendarDate)?
        for role in order {
            guard let day = date(role) else {
                found.append(Objection(rule, .obstacleBoxUndated.with(role.box ?? "")))
                continue
            }
            if let last, day < last.day {
                found.append(Objection(rule, .obstacleBoxOrder.with(role.box ?? "", last.role.box ?? "")))
            }
            last = (role, day)
        }
        for role in empty where date(role) != nil || form.reading.seals.contains(where: { $0.role == role }) {
            found.append(Objection(rule, .obstacleBoxNotEmpty.with(role.box ?? "")))
        }
        return found
    }
}
