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

    /// Starts a helper that outlives this command and says nothing.
    static func leaveBehind(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
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
