internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 照片批次: the list of runs, how far they are, and starting one.
struct PhotoRunRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/photos") { request, context in
            try await page(context, isStarted: request.uri.queryParameters.get("started") != nil)
        }
        members.get("/photos/list") { _, context in
            try desk.page("photo-list", context, title: "photos", try await list(context))
        }
        members.post("/photos", use: start)
        PhotoSheetRoutes(desk: desk).add(to: members)
        PhotoDecisionRoutes(desk: desk).add(to: members)
        PhotoPictureRoutes(desk: desk).add(to: members)
    }

    private func page(_ context: DeskContext, isStarted: Bool) async throws -> Response {
        var values = try await list(context)
        let organization = try context.member().organization
        let folders = await desk.photos?.folders(organization) ?? []
        values["isStarted"] = isStarted
        values["hasFolders"] = !folders.isEmpty
        values["folders"] = folders.map { ["name": $0.name, "isBusy": $0.isBusy] as [String: Any] }
        values["profiles"] = PhotoStation.profiles.map {
            ["id": $0, "name": Desk.word("photoProfile.\($0)", context)]
        }
        return try desk.page("photos", context, title: "photoRuns", values)
    }

    private func list(_ context: DeskContext) async throws -> [String: Any] {
        let runs = try await desk.store.photoRuns(under: try context.member().organization)
        return ["runs": runs.map { line($0, context) }]
    }

    private func line(_ listed: RegistryStore.ListedPhotoRun, _ context: DeskContext) -> [String: Any] {
        let run = listed.run
        let isBrokenOff = run.isBrokenOff(at: desk.store.moment)
        return [
            "id": run.id, "name": run.name, "person": run.person, "at": Desk.moment(run.startedAt),
            "profile": Desk.word("photoProfile.\(run.profile)", context),
            "state": Desk.word(isBrokenOff ? "photoBrokenOff" : "photoRunState.\(run.state.rawValue)", context),
            "fault": Desk.shown(run.fault), "isRunning": run.state == .running && !isBrokenOff,
            "isChecked": run.state == .checked, "total": run.total, "done": run.done,
            "pass": run.verdicts[.pass] ?? 0, "review": run.verdicts[.review] ?? 0,
            "fail": run.verdicts[.fail] ?? 0, "open": listed.open, "usable": listed.usable,
            "pace": PhotoRunRoutes.pace(run, context.language),
        ]
    }

    /// How fast a run is, and how long it still takes.
    static func pace(_ run: PhotoRun, _ language: Language) -> String {
        guard run.state == .running, let rate = run.rate, rate > 0 else { return "" }
        let left = Int((Double(max(0, run.total - run.done)) / rate).rounded(.up))
        let span =
            left < 100
            ? Phrase.deskSeconds.with(String(left)) : Phrase.deskMinutes.with(String((left + 59) / 60))
        let tenths = String((rate * 10).rounded() / 10)
        return Phrase.list([.deskPhotosRate.with(tenths), Phrase.deskPhotosLeft.with(phrases: span)]).text(language)
    }

    private func start(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let form = context.form
        guard let station = desk.photos, let folder = form["folder"],
            let profile = form["profile"], PhotoStation.profiles.contains(profile),
            await station.folders(person.organization).contains(where: { $0.name == folder })
        else {
            throw IntakeError("photos.folder", .photoFolderMissing, remedy: .photoFolderRemedy, exit: .badInput)
        }
        try await station.start(
            .init(organization: person.organization, folder: folder, profile: profile, person: person.id))
        return Response.redirect(to: "/photos?started=1")
    }
}
