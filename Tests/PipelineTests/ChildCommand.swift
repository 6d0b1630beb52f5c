import ChildProcesses
import Foundation

enum ChildCommand {
    static func shell(_ script: String) -> LineChild.Command {
        LineChild.Command(executable: URL(filePath: "/bin/sh"), arguments: ["-c", script])
    }
}
