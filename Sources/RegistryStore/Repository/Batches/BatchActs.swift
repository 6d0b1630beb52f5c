public import IntakeModel
public import Registry

/// 批次整理: pages into another order, turned, set aside and brought back; batches split and merged. Each is a row of the
/// batch's history and can be taken back.
extension RegistryStore {
    /// What stands in batches: by batch, its entries in order.
    typealias Arrangement = [String: [Place]]

    struct Place: Codable, Hashable {
        var entry: Int64
        var aside: BatchEntry.Aside?
    }

    /// 排序: `order` is every entry of the batch, each once. Throws `batch.changed` when the batch holds others by now.
    public func reorder(batch id: Int64, _ order: [Int64], by person: String) async throws(IntakeError) {
        try await change(.order, batch: id, by: person) { session, now in
            let before = try RegistryStore.places(id, session)
            guard order.count == before.count, Set(order) == Set(before.map(\.entry)) else {
                throw RegistryStore.batchChanged
            }
            let places = Dictionary(uniqueKeysWithValues: before.map { ($0.entry, $0) })
            return [String(id): order.compactMap { places[$0] }]
        }
    }

    /// Moves one page to stand at `position`, from 1.
    public func move(entry: Int64, inBatch id: Int64, to position: Int, by person: String) async throws(IntakeError) {
        try await change(.order, batch: id, by: person) { session, _ in
            var places = try RegistryStore.places(id, session)
            guard let from = places.firstIndex(where: { $0.entry == entry }) else { throw RegistryStore.batchChanged }
            let place = places.remove(at: from)
            places.insert(place, at: min(max(0, position - 1), places.count))
            return [String(id): places]
        }
    }

    /// 手动双面: the first half are fronts as they came, the other half the backs of the pile turned over, last sheet first;
    /// now every back follows its front. Pages that are set aside count as well: a blank back is one.
    ///
    /// Throws `batch.collate` when the pages cannot be halved.
    public func collate(batch id: Int64, by person: String) async throws(IntakeError) {
        try await change(.order, batch: id, detail: "collate", by: person) { session, _ in
            let places = try RegistryStore.places(id, session)
            guard places.count > 1, places.count.isMultiple(of: 2) else {
                throw IntakeError(
                    "batch.collate", .batchCollateOdd.with(String(places.count)), remedy: .batchCollateRemedy,
                    exit: .usage)
            }
            let fronts = places.prefix(places.count / 2)
            let backs = places.suffix(places.count / 2).reversed()
            return [String(id): zip(fronts, backs).flatMap { [$0, $1] }]
        }
    }

    /// Sets pages aside, or with `nil` brings them back.
    public func setAside(
        entries: [Int64], inBatch id: Int64, _ aside: BatchEntry.Aside?, by person: String
    ) async throws(IntakeError) {
        try await change(.aside, batch: id, detail: aside?.rawValue ?? "back", by: person) { session, now in
            var places = try RegistryStore.places(id, session)
            if aside == nil {
                let back = try RegistryStore.entries(id, session).filter {
                    entries.contains($0.id) && $0.aside == .blank
                }
                try RegistryStore.askWhatItIs(pages: back.map(\.page), session, now: now)
            }
            for entry in entries {
                guard let at = places.firstIndex(where: { $0.entry == entry }) else {
                    throw RegistryStore.batchChanged
                }
                places[at].aside = aside
            }
            return [String(id): places]
        }
    }

    /// 拆分: the page and everything after it become a batch of their own; answers that.
    public func split(batch id: Int64, before entry: Int64, by person: String) async throws(IntakeError) -> Int64 {
        try await write { session, now in
            let batch = try RegistryStore.batch(id, visibleTo: person, session)
            let places = try RegistryStore.places(id, session)
            guard let at = places.firstIndex(where: { $0.entry == entry }), at > 0 else {
                throw IntakeError("batch.split", .batchSplitFirst, remedy: .batchSplitRemedy, exit: .usage)
            }
            var new = batch
            new.key = batch.key + "/\(try RegistryStore.acts(id, session).count + 1)"
            new.person = person
            new.request = nil
            let made = try RegistryStore.ensure(new, session, now: now).batch.id
            try RegistryStore.arrange(
                [String(id): Array(places[..<at]), String(made): Array(places[at...])], .split, batch: id,
                detail: String(made), by: person, session, now: now)
            return made
        }
    }

    /// 合并: all pages of `other` go to the end of the batch.
    public func merge(batch other: Int64, into id: Int64, by person: String) async throws(IntakeError) {
        try await change(.merge, batch: id, detail: String(other), by: person) { session, _ in
            let into = try RegistryStore.batch(id, visibleTo: person, session)
            let from = try RegistryStore.batch(other, visibleTo: person, session)
            guard other != id, into.organization == from.organization else {
                throw IntakeError("batch.merge", .batchMergeOthers, remedy: .batchMergeRemedy, exit: .usage)
            }
            return [
                String(id): try RegistryStore.places(id, session) + RegistryStore.places(other, session),
                String(other): [],
            ]
        }
    }

    /// 转正: turns a page clockwise by `degrees`, a multiple of 90, from how it is shown now.
    public func turn(entry: Int64, inBatch id: Int64, by degrees: Int, person: String) async throws(IntakeError) {
        try await write { session, now in
            _ = try RegistryStore.batch(id, visibleTo: person, session)
            guard let found = try RegistryStore.entries(id, session).first(where: { $0.id == entry }) else {
                throw RegistryStore.batchChanged
            }
            let before = try RegistryStore.turn(ofPage: found.page, session)
            let after = ((before + degrees) % 360 + 360) % 360
            try RegistryStore.set(turn: after, ofPage: found.page, session)
            try RegistryStore.record(
                BatchAct(
                    batch: id, action: .turn, page: found.page, before: String(before), after: String(after),
                    person: person, at: now), session)
        }
    }

    /// 撤销: takes back the newest act on the batch that still holds and can be; answers it.
    ///
    /// Throws `batch.nothing` when there is none, and `batch.changed` when what it made has changed in between.
    public func takeBack(batch id: Int64, by person: String) async throws(IntakeError) -> BatchAct {
        try await write { session, now in
            _ = try RegistryStore.batch(id, visibleTo: person, session)
            let acts = try RegistryStore.acts(id, session)
            let undone = Set(acts.compactMap(\.undoes))
            guard
                let act = acts.last(where: { $0.action != .end && $0.action != .undo && !undone.contains($0.id) })
            else { throw IntakeError("batch.nothing", .reviewNothingToUndo, remedy: .deskForgedRemedy, exit: .usage) }
            if act.action == .turn {
                guard let page = act.page, try RegistryStore.turn(ofPage: page, session) == Int(act.after ?? "") else {
                    throw RegistryStore.batchChanged
                }
                try RegistryStore.set(turn: Int(act.before ?? "") ?? 0, ofPage: page, session)
            } else {
                try RegistryStore.restore(act, session)
            }
            try RegistryStore.record(
                BatchAct(
                    batch: id, action: .undo, page: act.page, before: act.after, after: act.before,
                    detail: act.action.rawValue, undoes: act.id, person: person, at: now), session)
            return act
        }
    }

    // MARK: Inside a transaction

    private func change(
        _ action: BatchAct.Action, batch id: Int64, detail: String? = nil, by person: String,
        _ body: @escaping @Sendable (any SQLSession, Int64) throws -> Arrangement
    ) async throws(IntakeError) {
        try await write { session, now in
            _ = try RegistryStore.batch(id, visibleTo: person, session)
            try RegistryStore.arrange(
                try body(session, now), action, batch: id, detail: detail, by: person, session, now: now)
        }
    }

    /// Lays batches out anew and notes it; nothing when everything stands there already.
    static func arrange(
        _ after: Arrangement, _ action: BatchAct.Action, batch id: Int64, detail: String?, by person: String,
        _ session: any SQLSession, now: Int64
    ) throws {
        var before: Arrangement = [:]
        for batch in after.keys { before[batch] = try places(number(batch), session) }
        guard before != after else { return }
        try lay(after, session)
        try record(
            BatchAct(
                batch: id, action: action, before: try CanonicalJSON.text(before), after: try CanonicalJSON.text(after),
                detail: detail, person: person, at: now), session)
    }

    private static func record(_ act: BatchAct, _ session: any SQLSession) throws {
        try add(act, session)
        try audit(
            session, at: act.at, person: act.person, action: "batch." + act.action.rawValue,
            subject: "batch:\(act.batch)",
            content: ["page": act.page.map(String.init) ?? "", "detail": act.detail ?? ""])
    }

    /// What stood there before the act stands there again; pages that came since stay at the end.
    private static func restore(_ act: BatchAct, _ session: any SQLSession) throws {
        var before: Arrangement = try CanonicalJSON.value(act.before ?? "{}")
        let after: Arrangement = try CanonicalJSON.value(act.after ?? "{}")
        for (batch, made) in after {
            let now = try places(number(batch), session)
            guard Array(now.prefix(made.count)) == made else { throw batchChanged }
            before[batch, default: []] += now.dropFirst(made.count)
        }
        try lay(before, session)
    }

    private static func lay(_ arrangement: Arrangement, _ session: any SQLSession) throws {
        var pages: [Int64] = []
        for (batch, places) in arrangement {
            for (index, place) in places.enumerated() {
                try session.execute(
                    "UPDATE batchPlace SET batch = $1, position = $2, aside = $3 WHERE entry = $4",
                    [
                        .integer(try number(batch)), .integer(Int64(index + 1)), .optional(place.aside?.rawValue),
                        .integer(place.entry),
                    ])
            }
        }
        for batch in arrangement.keys.sorted() {
            pages += try entries(number(batch), session).map(\.page)
            try regroup(number(batch), session)
        }
        try noteAside(ofPages: pages, session)
    }

    static func places(_ batch: Int64, _ session: any SQLSession) throws -> [Place] {
        try entries(batch, session).map { Place(entry: $0.id, aside: $0.aside) }
    }

    private static func number(_ batch: String) throws -> Int64 {
        guard let number = Int64(batch) else { throw RowFault(column: "batch") }
        return number
    }

    private static var batchChanged: IntakeError {
        IntakeError("batch.changed", .batchChanged, remedy: .batchChangedRemedy, exit: .busy)
    }
}
