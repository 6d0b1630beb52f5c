import ChildProcesses
import Foundation
import IntakeModel
import Photos
import ReviewDesk

/// 照片目录 of the desk: under it a folder an organization, named by its code, with a folder a run in each; and the
/// `photos prepare` children that work through them.
///
/// Names from outside never become paths: what is started is one of the folders that were found.
actor DeskPhotoRuns {
    private let root: URL
    /// Finished photos and journals lie here, by organization and folder, so that a run that broke off goes on.
    private let results: URL
    private let options: [String]
    private var running: [String: Task<Void, Never>] = [:]
    private static let rosters = ["roster.xlsx", "roster.csv", "花名册.xlsx", "花名册.csv"]

    /// - Parameter options: of store, vault and language, for every child.
    init(root: URL, results: URL, options: [String]) {
        self.root = root
        self.results = results
        self.options = options
    }

    nonisolated var station: PhotoStation {
        PhotoStation(
            folders: { await self.folders($0) },
            start: { try await self.start($0) })
    }

    private func folders(_ organization: String) -> [PhotoStation.Folder] {
        guard let place = place(organization),
            let names = try? FileManager.default.contentsOfDirectory(
                at: place, includingPropertiesForKeys: [.isDirectoryKey, .isSymbolicLinkKey],
                options: [.skipsHiddenFiles])
        else { return [] }
        return names.filter { url in
            let values = try? url.resourceValues(forKeys: [.isDirectoryKey, .isSymbolicLinkKey])
            return values?.isDirectory == true && values?.isSymbolicLink != true
        }.map(\.lastPathComponent).sorted().map {
            PhotoStation.Folder(name: $0, isBusy: running[key(organization, $0)] != nil)
        }
    }

    private func start(_ order: PhotoStation.Order) throws(IntakeError) {
        guard let place = place(order.organization),
            let folder = folders(order.organization).first(where: { $0.name == order.folder })
        else {
            throw IntakeError("photos.folder", .photoFolderMissing, remedy: .photoFolderRemedy, exit: .badInput)
        }
        guard !folder.isBusy else {
            throw IntakeError("photos.busy", .photoRunBusy, remedy: .photoRunBusyRemedy, exit: .busy)
        }
        let photos = place.appending(path: folder.name)
        let out = results.appending(path: order.organization).appending(path: folder.name)
        guard !PhotoFolder.photos(at: Data(photos.path.utf8)).isEmpty else {
            throw IntakeError("photos.folder", .photoFolderMissing, remedy: .photoFolderRemedy, exit: .badInput)
        }
        try makePrivate(out)
        var arguments = [
            "photos", "prepare", photos.path, "--out", out.path, "--profile", order.profile, "--as", order.person,
            "--for-desk", "--quiet",
        ]
        let roster = DeskPhotoRuns.rosters.map { photos.appending(path: $0).path }.first {
            FileManager.default.fileExists(atPath: $0)
        }
        if let roster { arguments += ["--roster", roster] }
        let command = OwnProcess.command(arguments + options)
        let key = key(order.organization, folder.name)
        running[key] = Task {
            await DeskPhotoRuns.work(command)
            running[key] = nil
        }
    }

    /// Until the child has ended; its input is a pipe of the desk's, so that it ends with the desk.
    private static func work(_ command: LineChild.Command) async {
        guard let child = try? LineChild(command) else { return }
        await withTaskCancellationHandler {
            while true {
                do { _ = try await child.receive(within: 3600) } catch LineChild.Failure.timedOut {
                    continue
                } catch { break }
            }
        } onCancel: {
            child.terminate()
        }
    }

    private func makePrivate(_ folder: URL) throws(IntakeError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(folder.lastPathComponent, "mkdir"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    /// `nil` for a code that is no name of a folder.
    private func place(_ organization: String) -> URL? {
        let isName = !organization.isEmpty && !organization.contains("/") && !organization.hasPrefix(".")
        return isName ? root.appending(path: organization) : nil
    }

    private func key(_ organization: String, _ folder: String) -> String { organization + "/" + folder }

    /// Ends the children and waits until they are gone.
    func stop() async {
        let tasks = Array(running.values)
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }
}
