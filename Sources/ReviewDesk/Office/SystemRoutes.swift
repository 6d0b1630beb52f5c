internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 系统状况: workers, queue, store, vault, models and disk.
struct SystemRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/system") { _, context in
            _ = try context.member()
            let counts = try await desk.store.jobCounts()
            return try desk.page(
                "system", context, title: "system",
                [
                    "jobs": [ReadingJob.State.queued, .leased, .done, .poisoned, .cancelled].map {
                        ["name": Desk.word("job.\($0.rawValue)", context), "count": counts[$0] ?? 0] as [String: Any]
                    },
                    "parts": await parts(context),
                ])
        }
    }

    private func parts(_ context: DeskContext) async -> [[String: Any]] {
        func part(_ name: String, _ isFine: Bool, _ text: String, _ remedy: String = "") -> [String: Any] {
            ["name": name, "isFine": isFine, "text": text, "remedy": isFine ? [] : Desk.shown(remedy)]
        }
        var parts: [[String: Any]] = []
        do {
            _ = try await desk.store.hasPasswords()
            parts.append(part(Desk.word("store", context), true, desk.system.storeName))
        } catch {
            parts.append(
                part(
                    Desk.word("store", context), false, desk.system.storeName, error.remedy.text(context.language)))
        }
        if !desk.system.folders.contains(where: { $0.name == "vault" }) {
            do {
                try await desk.vault.reach()
                parts.append(part(Desk.word("vault", context), true, "S3"))
            } catch {
                parts.append(
                    part(Desk.word("vault", context), false, "S3", error.remedy.text(context.language)))
            }
        }
        for folder in desk.system.folders {
            let name = Desk.word(folder.name, context)
            guard let free = DeskSystem.free(folder.path) else {
                parts.append(part(name, false, "", Phrase.checkPermissions.text(context.language)))
                continue
            }
            let text = String(format: "%.1f GB ", Double(free) / 1e9) + Desk.word("free", context)
            parts.append(part(name, free >= DeskSystem.leastFree, text, Phrase.diskFullRemedy.text(context.language)))
        }
        let (running, wanted) = await desk.system.workers()
        parts.append(
            part(
                Desk.word("workers", context), running >= wanted,
                "\(running) / \(wanted) " + Desk.word("running", context),
                Phrase.askAdministrator.text(context.language))
        )
        for check in await desk.system.checks() {
            parts.append(
                part(
                    check.name, check.isPresent, Desk.word("check.\(check.kind)", context),
                    check.remedy.text(context.language)))
        }
        return parts
    }
}
