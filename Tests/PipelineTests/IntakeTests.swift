import EvidenceVault
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import TestSupport
import Testing

@Suite("收件与识别")
struct IntakeTests {
    private let folder: TemporaryFolder
    private let store: RegistryStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try await RegistryStore.open(url: "sqlite:" + folder.file("registry.sqlite").path)
        try await store.add(Organization(code: "S", name: "学校", level: .school, parent: nil), by: "root")
        try await store.add(Person(id: "clerk", name: "c", role: .schoolRegistrar, organization: "S"), by: "root")
    }

    private func intake(_ vault: FolderVault) -> PageIntake {
        PageIntake(store: store, vault: vault, person: "clerk", organization: "S")
    }

    @Test func bytesAreSafeBeforeThePageIsKnown() async throws {
        let vault = FolderVault(root: folder.file("vault"))
        let data = Data("page".utf8)
        let taken = try await intake(vault).take(data, name: "p", origin: .file, batch: "b")
        #expect(try await vault.get(taken.page.hash) == data)
        #expect(try await !intake(vault).take(data, name: "again", origin: .file, batch: "c").isNew)
    }

    @Test func aFullDiskLosesNothingAndLeavesNothing() async throws {
        let full = FolderVault(root: folder.file("vault")) { _, file throws(IntakeError) in
            throw IntakeError("file.disk-full", .diskFull.with("x"), remedy: .diskFullRemedy, exit: .inputOutput)
        }
        let error = await #expect(throws: IntakeError.self) {
            try await intake(full).take(Data("page".utf8), name: "p", origin: .file, batch: "b")
        }
        #expect(error?.code == "file.disk-full")
        #expect(try await store.jobCounts().isEmpty)
        // With room again the same page goes in.
        let vault = FolderVault(root: folder.file("vault"))
        #expect(try await intake(vault).take(Data("page".utf8), name: "p", origin: .file, batch: "b").isNew)
    }

    @Test func damageInTheVaultIsNoticed() async throws {
        let vault = FolderVault(root: folder.file("vault"))
        let hash = try await vault.put(Data("page".utf8))
        let file = folder.file("vault").appending(path: String(hash.prefix(2))).appending(
            path: String(hash.dropFirst(2)))
        try Data("pagf".utf8).write(to: file)
        let error = await #expect(throws: IntakeError.self) { try await vault.get(hash) }
        #expect(error?.code == "vault.damaged")
    }

    /// A worker killed by SIGKILL in the middle of a job: the lease runs out, the job is done once, by another.
    @Test func aKilledWorkerLosesNothing() async throws {
        let vault = FolderVault(root: folder.file("vault"))
        // Several pages, so that the worker holds one of them whenever this test comes to look.
        let names = [
            "demo-card", "demo-contact", "residentCard-7-000", "residentCard-7-001", "transferContactForm-7-000",
        ]
        for name in names {
            let sample = try Data(contentsOf: Workplace.samples.appending(path: name + ".jpg"))
            _ = try await intake(vault).take(sample, name: name + ".jpg", origin: .file, batch: "b")
        }
        let home = folder.url.path
        // The shell kills the worker as soon as its reading child lives: then it holds a job. Nothing of this test's own
        // scheduling comes between.
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c",
            """
            "$0" worker --drain --lease 1 --engine tesseract 2>/dev/null >/dev/null & worker=$!
            tries=0
            until grep -qsE "^[0-9]+ \\([^)]*\\) [A-Z] $worker " /proc/[0-9]*/stat || [ $tries -gt 1500 ]; do
                tries=$((tries + 1)); sleep 0.02
            done
            sleep 0.2
            kill -9 $worker
            """, Workplace.xueji.path,
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(
            [
                "XUEJI_HOME": home, "XUEJI_USER": "clerk",
                "XUEJI_RESOURCES": Workplace.root.appending(path: "models").path,
            ]
        ) { $1 }
        try process.run()
        process.waitUntilExit()
        #expect(try await store.jobCounts()[.leased] ?? 0 >= 1)
        try await Task.sleep(for: .milliseconds(1100))
        let result = try Workplace.run(
            ["worker", "--drain", "--engine", "tesseract"], environment: ["XUEJI_HOME": home, "XUEJI_USER": "clerk"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(try await store.jobCounts() == [.done: names.count])
        for page in 1...names.count { #expect(try await store.documents(onPage: Int64(page)).count == 1) }
    }

    /// The reading process dies on a file: that file has an error, the next one is read.
    @Test func aCrashCostsOneFile() async throws {
        let command = ChildCommand.shell("read line; exit 9")
        let reader = ReadingProcess(command, language: .chinese, timeout: 300)
        let answer = await reader.read(ReadingRequest(path: "/x", name: "毒.jpg"))
        #expect(answer.error?.code == "worker.crashed")
        #expect(answer.error?.message.contains("毒.jpg") == true)
        let slow = ReadingProcess(ChildCommand.shell("read line; sleep 20"), language: .chinese, timeout: 0.3)
        #expect(await slow.read(ReadingRequest(path: "/x", name: "慢.jpg")).error?.code == "worker.timeout")
    }
}
