public import ChildProcesses
public import EvidenceVault
public import Foundation
internal import IntakePipeline
internal import Scanning

/// 工作台的子进程与文件夹: how the desk starts this program in its other roles, and a folder that is the desk's own.
public struct DeskWorkshop: Sendable {
    let program: @Sendable ([String]) -> LineChild.Command
    /// Scans and uploads on their way to the vault; nobody else writes here.
    let folder: URL
    /// Seconds without a byte before a scanner is given up.
    let patience: Double
    /// How often a stream of events says that it is still there.
    let heartbeat: Duration

    /// Seals what lies in the folder and says what is on papers.
    let sealer: NoteSealer

    /// `program` is how `xueji` is started with some arguments.
    public init(
        folder: URL, sealer: NoteSealer = NoteSealer(keys: nil), patience: Double = 45,
        heartbeat: Duration = .seconds(15),
        program: @escaping @Sendable ([String]) -> LineChild.Command
    ) {
        self.folder = folder
        self.sealer = sealer
        self.patience = patience
        self.heartbeat = heartbeat
        self.program = program
    }

    var scanners: ScanWorkers { ScanWorkers(patience: patience, program) }
}
