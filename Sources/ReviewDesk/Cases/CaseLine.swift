internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 案卷一行: number, kind, student, state, who has to act and clock, as lists show them.
enum CaseLine {
    static func values(
        _ listed: RegistryStore.ListedCase, _ today: CalendarDate, _ context: DeskContext
    ) -> [String: Any] {
        values(listed.matter, today, context).merging([
            "studentName": listed.studentName ?? "", "holder": listed.holder ?? "",
        ]) { $1 }
    }

    static func values(_ matter: IntakeCase, _ today: CalendarDate, _ context: DeskContext) -> [String: Any] {
        let isLate = matter.state.isUnderWay && matter.due.map { $0.iso < today.iso } == true
        return [
            "number": matter.number, "kind": Desk.word("kind.\(matter.kind.rawValue)", context),
            "state": Desk.word("state.\(matter.state.rawValue)", context),
            "due": Desk.shown(matter.due?.iso), "isLate": isLate,
            "isProvisional": matter.due?.isProvisional == true,
        ]
    }
}
