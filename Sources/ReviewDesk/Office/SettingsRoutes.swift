internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 设置: thresholds by field with the error that each implies, the share of samples, double keying. Administrators only.
struct SettingsRoutes: Sendable {
    let desk: Desk
    /// What the table shows beside the threshold in force.
    private static let others = [0.8, 0.95, 0.99]

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/settings") { request, context in
            try await page(context, saved: request.uri.queryParameters.get("saved") != nil)
        }
        members.post("/settings") { _, context in
            let person = try context.administrator()
            do {
                let settings = try SettingsRoutes.settings(context.form)
                try await desk.store.set(settings, for: person.organization, by: person.id)
            } catch let refusal as IntakeError where refusal.exit != .internalFault {
                return try await page(context, alert: refusal)
            }
            return Response.redirect(to: "/settings?saved=1")
        }
    }

    private func page(_ context: DeskContext, saved: Bool = false, alert: IntakeError? = nil) async throws -> Response {
        let person = try context.administrator()
        let settings = try await desk.store.settings(for: person.organization)
        let statistics = try await desk.store.fieldStatistics(under: person.organization)
        let samples = try await desk.store.sampleFigures(under: person.organization)
        let keys = Set(statistics.keys).union(DeskSettings.keyedTwice).union(settings.thresholds.byField.keys)
        return try desk.page(
            "settings", context, title: "settings",
            [
                "saved": saved, "calibratedOn": Desk.shown(desk.calibratedOn.map(String.init)),
                "organization": try await desk.store.organization(person.organization)?.name ?? person.organization,
                "share": String(settings.sampleShare),
                "samples": Phrase.deskSamples.with(
                    String(samples.drawn), String(samples.checked), String(samples.wrong)
                )
                .text(context.language),
                "keying": DeskSettings.DoubleKeying.allCases.map {
                    [
                        "id": $0.rawValue, "name": Desk.word("keying.\($0.rawValue)", context),
                        "isChosen": $0 == settings.doubleKeying,
                    ] as [String: Any]
                },
                "fields": keys.sorted().map { key in
                    line(key, statistics[key] ?? FieldStatistics(), settings.thresholds[key], context)
                },
            ], alert: alert, status: alert?.httpStatus ?? .ok)
    }

    private func line(
        _ key: FieldKey, _ statistics: FieldStatistics, _ threshold: Double, _ context: DeskContext
    ) -> [String: Any] {
        let outlook = statistics.outlook(at: threshold)
        return [
            "key": key.rawValue, "title": key.title.text(context.language), "threshold": String(threshold),
            "seen": statistics.count, "through": SettingsRoutes.percent(outlook.through, 0),
            "expected": SettingsRoutes.expected(outlook),
            "checked": outlook.checked, "wrong": outlook.wrong,
            "others": SettingsRoutes.others.map { other in
                let outlook = statistics.outlook(at: other)
                return [
                    "at": String(other), "through": SettingsRoutes.percent(outlook.through, 0),
                    "expected": SettingsRoutes.expected(outlook),
                ]
            },
        ]
    }

    private static func expected(_ outlook: FieldStatistics.Outlook) -> String {
        outlook.expectedError.map { percent($0, 2) } ?? "—"
    }

    private static func percent(_ share: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f %%", share * 100)
    }

    /// `threshold.<field>` for every field, `share`, `keying`; throws `desk.settings` for what is out of range.
    private static func settings(_ form: Form) throws -> DeskSettings {
        var thresholds: [FieldKey: Double] = [:]
        for (name, value) in form.all where name.hasPrefix("threshold.") {
            guard let number = Double(value), Thresholds.range.contains(number) else { throw bad }
            thresholds[FieldKey(rawValue: String(name.dropFirst("threshold.".count)))] = number
        }
        guard let share = form["share"].flatMap({ Double($0) }), (0...1).contains(share),
            let keying = form["keying"].flatMap(DeskSettings.DoubleKeying.init)
        else { throw bad }
        return DeskSettings(thresholds: Thresholds(thresholds), sampleShare: share, doubleKeying: keying)
    }

    private static var bad: IntakeError {
        IntakeError("desk.settings", .deskThresholdBad, remedy: .deskThresholdRemedy, exit: .usage)
    }
}

extension DeskContext {
    /// Throws `desk.administrator` unless whoever is signed in is one.
    func administrator() throws -> Person {
        let person = try member()
        guard person.isAdministrator else {
            throw IntakeError(
                "desk.administrator", .deskNotAdministrator, remedy: .deskForeignRemedy, exit: .notAllowed)
        }
        return person
    }
}
