import ChildProcesses
import Foundation
import IntakeModel
import IntakePipeline
import Recognizing

/// Starting this program again in one of its hidden roles.
enum OwnProcess {
    static var executable: URL { Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]) }

    static func command(_ arguments: [String]) -> LineChild.Command {
        LineChild.Command(executable: executable, arguments: arguments)
    }

    /// A child that has work of its own ends when its standard input does, that is, with whoever started it. What is half
    /// done is done anew by another.
    static func endWithInput() {
        Thread.detachNewThread {
            while readLine() != nil {}
            Foundation.exit(0)
        }
    }

    static func reader(engine: EngineChoice, language: Language) -> ReadingProcess {
        ReadingProcess(
            command(["reading-worker", "--engine", engine.rawValue, "--lang", language.rawValue]), language: language)
    }
}
