internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 学生: find, show and history, as far as the person may see them. What is searched for stands in a form, never in a URL.
struct StudentRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/students") { _, context in try await list(context) }
        members.post("/students") { _, context in try await list(context) }
        members.get("/students/:id") { _, context in
            let person = try context.member()
            let student = try await desk.store.student(String(try context.number()), visibleTo: person.id)
            try await desk.store.recordView(of: student, by: person.id)
            return try desk.page("student", context, title: "student", try await values(student, person, context))
        }
    }

    private func list(_ context: DeskContext) async throws -> Response {
        let asked = context.form["student"]
        var found: [Student] = []
        if let asked { found = try await desk.store.students(matching: asked, visibleTo: try context.member().id) }
        return try desk.page(
            "students", context, title: "students",
            [
                "asked": asked ?? "", "hasAsked": asked != nil, "isEmpty": found.isEmpty,
                "students": found.map { line($0, context) },
            ])
    }

    private func line(_ student: Student, _ context: DeskContext) -> [String: Any] {
        [
            "id": student.id, "name": student[.name] ?? "", "sex": student[.sex] ?? "",
            "birthDate": student[.birthDate] ?? "", "studentNumber": student[.studentNumber] ?? "",
            "grade": [student[.grade], student[.className]].compactMap(\.self).joined(separator: " "),
            "state": Desk.word("student.\(student.state.rawValue)", context),
        ]
    }

    private func values(_ student: Student, _ person: Person, _ context: DeskContext) async throws -> [String: Any] {
        let visible = try await desk.store.cases(
            .init(.all, students: [student.id], limit: 500), concerning: person.organization)
        let events = try await desk.store.history(ofStudent: student.id)
        let changes = try await desk.store.provenance(ofStudent: student.id)
        let numbers = Set(visible.map(\.matter.number))
        func link(_ number: Int64?) -> [[String: Any]] {
            number.map { numbers.contains($0) ? [["number": $0]] : [] } ?? []
        }
        var values = line(student, context)
        values["organization"] =
            try await desk.store.organization(student.organization)?.name ?? student.organization
        values["fields"] = StudentField.allCases.map {
            ["title": $0.key.heading.text(context.language), "value": student[$0] ?? "—"]
        }
        values["events"] = events.reversed().map { event in
            [
                "day": event.day, "kind": Desk.word("event.\(event.kind.rawValue)", context),
                "grades": [event.gradeBefore, event.gradeAfter].compactMap(\.self).joined(separator: " → "),
                "until": Desk.shown(event.until), "case": link(event.caseNumber),
            ] as [String: Any]
        }
        values["changes"] = changes.map { found in
            [
                "at": Desk.moment(found.change.at), "title": found.change.field.key.heading.text(context.language),
                "before": Desk.shown(found.change.before), "after": found.change.after ?? "—",
                "origin": Desk.word("origin.\(found.change.origin)", context), "person": found.change.person,
                "case": link(found.change.caseNumber),
            ] as [String: Any]
        }
        values["cases"] = visible.map { CaseLine.values($0, desk.store.today, context) }
        return values
    }
}
