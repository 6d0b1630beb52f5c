internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 立案: a new case for a student on record.
struct CaseOpeningRoutes: Sendable {
    let desk: Desk
    /// Pairs of detail and value that one form carries at most.
    private static let detailRows = 4

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/cases/new") { request, context in
            // From a paper that has no case yet: the number of a record names nobody, so it may stand in the URL.
            var context = context
            let query = request.uri.queryParameters
            for name in ["student", "kind", "paper"] {
                if let value = query.get(name) { context.form.set(name, value) }
            }
            return try await form(context)
        }
        members.post("/cases") { _, context in
            do {
                let matter = try await desk.store.openCase(try await request(context), by: try context.member().id)
                if let paper = context.form["paper"].flatMap({ Int64($0) }) {
                    return Response.redirect(to: "/filing?at=\(paper)")
                }
                return Response.redirect(to: "/cases/\(matter.number)")
            } catch let refusal as IntakeError where refusal.exit != .internalFault {
                return try await form(context, alert: refusal)
            }
        }
    }

    private func form(_ context: DeskContext, alert: IntakeError? = nil) async throws -> Response {
        let typed = context.form
        func choices(_ prefix: String, _ names: [String], _ chosen: String?) -> [[String: Any]] {
            names.map { ["id": $0, "name": Desk.word(prefix + $0, context), "isChosen": $0 == chosen] }
        }
        return try desk.page(
            "case-new", context, title: "openCase",
            [
                "kinds": choices("kind.", CaseKind.allCases.map(\.rawValue), typed["kind"]),
                "fields": StudentField.allCases.map {
                    [
                        "id": $0.rawValue, "name": $0.key.heading.text(context.language),
                        "isChosen": typed["field"] == $0.rawValue,
                    ] as [String: Any]
                },
                "schools": try await desk.store.organizations().filter { $0.level == .school }.map {
                    ["id": $0.code, "name": $0.name, "isChosen": typed["receivingSchool"] == $0.code] as [String: Any]
                },
                "rows": (1...CaseOpeningRoutes.detailRows).map { row in
                    [
                        "row": row, "value": typed["value\(row)"] ?? "",
                        "details": choices("detail.", CaseDetail.allCases.map(\.rawValue), typed["detail\(row)"]),
                    ] as [String: Any]
                },
                "paper": Desk.shown(typed["paper"].flatMap { Int64($0) }.map(String.init)),
                "student": typed["student"] ?? "", "newValue": typed["newValue"] ?? "",
            ], alert: alert, status: alert?.httpStatus ?? .ok)
    }

    private func request(_ context: DeskContext) async throws -> RegistryStore.NewCase {
        let form = context.form
        guard let kind = form["kind"].flatMap(CaseKind.init) else { throw CaseRoutes.incomplete }
        var student: Student?
        if let named = form["student"] { student = try await desk.store.student(named) }
        var new = RegistryStore.NewCase(
            kind: kind, student: student?.id, receivingSchool: form["receivingSchool"],
            details: try CaseOpeningRoutes.details(form))
        guard kind == .infoCorrection else { return new }
        guard let field = form["field"].flatMap(StudentField.init), let value = form["newValue"] else {
            throw IntakeError("case.field", .caseNeedsField, remedy: .caseNeedsField, exit: .usage)
        }
        new.field = field
        new.newValue = try CaseOpeningRoutes.value(value, field)
        guard new.newValue != student?[field] else {
            throw IntakeError("case.same-value", .sameValue, remedy: .caseNeedsField, exit: .usage)
        }
        return new
    }

    /// As the record keeps it; throws `case.value` for what cannot stand there.
    private static func value(_ text: String, _ field: StudentField) throws -> String {
        guard let value = StudentRoster.normalized(text, as: field) else {
            throw IntakeError(
                "case.value", .badValue.with(text, field.key.heading.chinese), remedy: .caseNeedsField, exit: .usage)
        }
        return value
    }

    /// `detail1` and `value1`, `detail2` and `value2`…; throws `case.value` for what cannot stand there.
    static func details(_ form: Form) throws -> [CaseDetail: String] {
        var details: [CaseDetail: String] = [:]
        for row in 1...detailRows {
            guard let detail = form["detail\(row)"].flatMap(CaseDetail.init), let value = form["value\(row)"] else {
                continue
            }
            guard let normalized = detail.normalized(value) else {
                throw IntakeError(
                    "case.value", .badValue.with(value, DeskWords.phrase("detail.\(detail.rawValue)").chinese),
                    remedy: .caseNeedsField, exit: .usage)
            }
            details[detail] = normalized
        }
        return details
    }
}
