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

    static func reader(engine: EngineChoice, language: Language) -> ReadingProcess {
        ReadingProcess(
            command(["reading-worker", "--engine", engine.rawValue, "--lang", language.rawValue]), language: language)
    }
}
