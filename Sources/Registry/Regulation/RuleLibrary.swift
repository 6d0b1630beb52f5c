internal import Foundation
public import IntakeModel
public import IntakeResources

/// 法规: every rule pack, laid over its basis, and the working-day calendar.
public struct RuleLibrary: Sendable {
    /// In the order of the day they came into force.
    public let packs: [RulePack]
    public let calendar: WorkingCalendar

    public init(packs: [RulePack], calendar: WorkingCalendar) throws(IntakeError) {
        var whole: [String: RulePack] = [:]
        var waiting = packs
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.basedOn.map { whole[$0] != nil } ?? true }
            guard !ready.isEmpty else {
                throw IntakeError.broken("models/rules", waiting.map(\.id).joined(separator: ", ") + ": basedOn")
            }
            for pack in ready { whole[pack.id] = pack.basedOn.flatMap { whole[$0] }.map { pack.over($0) } ?? pack }
            waiting.removeAll { pack in ready.contains { $0.id == pack.id } }
        }
        self.packs = whole.values.sorted { ($0.effectiveFrom, $0.id) < ($1.effectiveFrom, $1.id) }
        self.calendar = calendar
        for pack in self.packs {
            let unknown = pack.unknownNames
            guard unknown.isEmpty else {
                throw IntakeError.broken("models/rules/\(pack.id).json", unknown.joined(separator: ", "))
            }
        }
    }

    /// Reads `models/rules/*.json` and `models/facts/working-days.json`.
    public init(from location: ResourceLocation) throws(IntakeError) {
        let folder = location.root.appending(path: "rules")
        let files = ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? [])
            .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
        guard !files.isEmpty else { throw IntakeError.broken("models/rules", "missing") }
        var packs: [RulePack] = []
        for file in files {
            do {
                packs.append(try JSONDecoder().decode(RulePack.self, from: Data(contentsOf: file)))
            } catch {
                throw IntakeError.broken(file.lastPathComponent, "\(error)")
            }
        }
        try self.init(packs: packs, calendar: WorkingCalendar(from: location))
    }

    public subscript(id: String) -> RulePack? { packs.first { $0.id == id } }

    /// The pack that is complete: cases run under it unless another is asked for.
    public static let standard = "mianyang-2015"

    /// Packs in force on a day.
    public func effective(on day: CalendarDate) -> [RulePack] { packs.filter { $0.isEffective(on: day) } }
}

extension RulePack {
    /// This pack's differences laid over `basis`.
    func over(_ basis: RulePack) -> RulePack {
        var pack = self
        pack.parameters = basis.parameters.merging(parameters) { $1 }
        pack.cases = (basis.cases ?? [:]).merging(cases ?? [:]) { $1 }
        pack.rules = basis.rules.filter { rule($0.id) == nil } + rules
        return pack
    }

    /// Rules, parameters and checks that are named but do not exist.
    var unknownNames: [String] {
        var names = parameters.values.map(\.rule)
        var periods: [String] = []
        for plan in (cases ?? [:]).values {
            names += plan.evidence.map(\.rule) + plan.evidence.flatMap { ($0.seals ?? []).map(\.rule) }
            names += plan.evidence.compactMap(\.original) + plan.evidence.compactMap(\.kept)
            names += plan.steps.map(\.rule) + plan.finish + plan.checks
            periods += plan.steps.compactMap(\.within) + [plan.start?.within].compactMap(\.self)
            if let start = plan.start { names.append(start.rule) }
            if let refused = plan.refusedIn { names.append(refused.rule) }
        }
        let checks = (cases ?? [:]).values.flatMap(\.checks).filter { CaseChecks.all[$0] == nil }
        return Set(names.filter { rule($0) == nil } + periods.filter { parameters[$0]?.period == nil } + checks)
            .sorted()
    }
}
