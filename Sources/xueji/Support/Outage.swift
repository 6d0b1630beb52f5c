import IntakeModel
import Logging

/// 中断: a store or a vault that is away, as a service that goes on lives through it: told once, waited for, told once more.
///
/// Shared by all loops of a process, so that it is told once and not once a loop.
actor Outage {
    private let console: Console
    private let logger: Logger
    private var current: String?
    private var pause = BackOff(first: .seconds(1), longest: .seconds(30))

    init(console: Console, logger: Logger) {
        self.console = console
        self.logger = logger
    }

    func wait(_ error: IntakeError) async {
        if current != error.code {
            current = error.code
            console.complain(error)
            logger.warning("away", metadata: ["code": "\(error.code)", "cause": "\(error.underlying ?? "")"])
        }
        var pause = pause
        await pause.sleep()
        self.pause = pause
    }

    func isOver() {
        guard let code = current else { return }
        current = nil
        pause = BackOff(first: .seconds(1), longest: .seconds(30))
        console.remark(.outageOver)
        logger.notice("back", metadata: ["code": "\(code)"])
    }
}
