internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 运维入口: what machines ask: is the desk alive, can it work, how is it doing.
struct OperationRoutes: Sendable {
    let desk: Desk

    func add(to router: Router<DeskContext>) {
        // Alive is alive: a store that is away for a while is no reason to start the desk anew.
        router.get("/health") { _, _ in try Desk.json(["status": "ok"]) }
        router.get("/ready") { _, _ in try await ready() }
        router.get("/metrics") { request, context in
            guard mayRead(request, context) else { throw HTTPError(.forbidden) }
            return Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: desk.metrics.text(await gauges()))))
        }
    }

    /// Codes of errors, never addresses.
    private struct Readiness: Encodable {
        let status: String
        let store: String
        let vault: String
    }

    private func ready() async throws -> Response {
        async let store = state { () async throws(IntakeError) in try await desk.store.checkMigrations() }
        async let vault = state { () async throws(IntakeError) in try await desk.vault.reach() }
        let (storeState, vaultState) = await (store, vault)
        let isReady = storeState == "ok" && vaultState == "ok"
        return try Desk.json(
            Readiness(status: isReady ? "ready" : "unavailable", store: storeState, vault: vaultState),
            status: isReady ? .ok : .serviceUnavailable)
    }

    private func state(_ ask: () async throws(IntakeError) -> Void) async -> String {
        do {
            try await ask()
            return "ok"
        } catch { return error.code }
    }

    /// From this machine, unless a proxy stands on it; from elsewhere with the token.
    private func mayRead(_ request: Request, _ context: DeskContext) -> Bool {
        if let token = desk.system.metricsToken, !token.isEmpty {
            let given = request.headers[.authorization] ?? ""
            return Secrets.hash(given) == Secrets.hash("Bearer " + token)
        }
        return !desk.system.isBehindProxy && context.isFromHere
    }

    private func gauges() async -> [DeskMetrics.Gauge] {
        var gauges: [DeskMetrics.Gauge] = []
        func add(_ name: String, _ help: String, _ values: [(String, String)]) {
            gauges.append(DeskMetrics.Gauge(name: "xueji_" + name, help: help, values: values.map { ($0.0, $0.1) }))
        }
        let load = try? await desk.store.load()
        add("store_up", "Whether the store answers.", [("", load == nil ? "0" : "1")])
        var vaultUp = "1"
        do { try await desk.vault.reach() } catch { vaultUp = "0" }
        add("vault_up", "Whether the vault answers.", [("", vaultUp)])
        if let load {
            add(
                "jobs", "Pages waiting, being read, and given up.",
                [
                    ("{state=\"queued\"}", String(load.queued)), ("{state=\"leased\"}", String(load.leased)),
                    ("{state=\"poisoned\"}", String(load.poisoned)),
                ])
            add("oldest_job_seconds", "How long the oldest page waits.", [("", String(load.oldestSeconds))])
            add("papers_to_review", "Papers that wait for a person.", [("", String(load.toReview))])
            add("audit_entries", "Links of the audit chain.", [("", String(load.auditEntries))])
        }
        add("papers_held", "Papers held for reviewers.", [("", String(await desk.offline.held.count))])
        add(
            "reviews_undelivered", "Papers decided while the store was away and not delivered yet.",
            [("", String(await desk.offline.outbox?.count ?? 0))])
        let (running, wanted) = await desk.system.workers()
        add(
            "workers", "Local workers.",
            [("{state=\"running\"}", String(running)), ("{state=\"wanted\"}", String(wanted))])
        return gauges
    }
}
