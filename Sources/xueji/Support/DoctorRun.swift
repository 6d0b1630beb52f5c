import ChildProcesses
import Foundation
import IntakeModel
import ReviewDesk

/// 组件检查: `xueji doctor` in a process of its own, since it loads every engine; what it said holds for a while.
actor DoctorRun {
    private struct Line: Decodable {
        let name: String
        let kind: String
        let present: Bool
        let remedy: String?
    }

    private var last: (at: ContinuousClock.Instant, checks: [DeskSystem.Check])?
    private static let holds = Duration.seconds(300)
    /// Seconds for one answer; models are loaded between two.
    private static let patience = 60.0

    func checks() async -> [DeskSystem.Check] {
        if let last, ContinuousClock.now - last.at < DoctorRun.holds { return last.checks }
        var checks: [DeskSystem.Check] = []
        if let child = try? LineChild(OwnProcess.command(["doctor", "--json"])) {
            while let data = try? await child.receive(within: DoctorRun.patience) {
                guard let line = try? JSONDecoder().decode(Line.self, from: data) else { continue }
                let remedy = line.remedy ?? ""
                checks.append(
                    DeskSystem.Check(
                        name: line.name, kind: line.kind, isPresent: line.present, remedy: Phrase(remedy, remedy)))
            }
            await child.finish(within: 5)
        }
        last = (.now, checks)
        return checks
    }
}
