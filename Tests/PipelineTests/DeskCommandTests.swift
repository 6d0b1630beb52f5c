import ChildProcesses
import EvidenceVault
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import TestSupport
import Testing

/// What the desk shares with the command line: leases, printed case files, and the address it listens on.
@Suite("工作台命令行")
struct DeskCommandTests {
    /// A school with two registrars and a card with a doubtful birth date.
    private struct School {
        let folder: TemporaryFolder
        let store: RegistryStore
        let document: Int64

        init() async throws {
            folder = try TemporaryFolder()
            let home = folder.url
            let storeURL = "sqlite:" + home.appending(path: "registry.sqlite").path
            store = try await RegistryStore.open(url: storeURL)
            for code in ["S", "R"] {
                try await store.add(
                    Organization(code: code, name: "学校" + code, level: .school, parent: nil), by: "root")
            }
            for (id, organization) in [("clerk", "S"), ("second", "S"), ("stranger", "R")] {
                try await store.add(
                    Person(id: id, name: id, role: .schoolRegistrar, organization: organization), by: "root")
            }
            let intake = PageIntake(
                store: store, vault: try Installation.vault(home), person: "clerk", organization: "S")
            let picture = PageImage(width: 300, height: 200, channels: 3, filledWith: 220)
            let page = try await intake.take(PNGFile.encode(picture), name: "card.png", origin: .file, batch: "b").page
            let job = try #require(try await store.claimJob(owner: "w", lease: 1000))
            let field = FieldReading(
                value: "2014-05-18", raw: "", confidence: 0.4, region: Region(x: 20, y: 40, width: 100, height: 20),
                alternatives: ["2014-05-16"], source: "t")
            let reading = PageReading(
                page: 1, width: 300, height: 200, dpi: 300, rotation: 0, skewDegrees: 0,
                quality: PageQuality(legible: true),
                documents: [
                    DocumentReading(
                        documentType: .residentCard, confidence: 1, region: Region(x: 0, y: 0, width: 300, height: 200),
                        fields: [.birthDate: field])
                ])
            _ = try await store.completeJob(
                job, owner: "w", reading: FileReading(file: "card.png", pages: [reading], seconds: 0), engines: "t")
            document = try await store.documents(onPage: page.id)[0].id
        }

        func run(_ arguments: String, as person: String = "clerk") throws -> CommandResult {
            try Workplace.run(
                arguments.split(separator: " ").map(String.init),
                environment: ["XUEJI_HOME": folder.url.path, "XUEJI_USER": person])
        }
    }

    @Test func reviewingKeepsOffWhatAnotherHas() async throws {
        let school = try await School()
        try await school.store.holdDocument(school.document, by: "second")
        let taken = try school.run("review accept \(school.document)")
        #expect(taken.status == 75 && taken.errors.contains("review.taken"))
        #expect(try school.run("review next --json").output.isEmpty)
        #expect(try school.run("review list --json").output.contains("\"heldBy\":\"second\""))
        try await school.store.releaseDocument(school.document, by: "second")
        #expect(try school.run("review next --json").output.contains("\"document\":\(school.document)"))
        #expect(try school.run("review accept \(school.document)", as: "stranger").status == 77)
        // Two registrars: the first one's part is not enough, and the second does not see it.
        let first = try school.run("review correct \(school.document) --field birthDate --value 2014-05-16")
        #expect(first.status == 0 && first.output.contains("等待另一人"))
        #expect(try school.run("review next --json").output.isEmpty)
        let sheet = try school.run("review next --json", as: "second").output
        #expect(sheet.contains("birthDate") && !sheet.contains("2014-05-1"))
        #expect(try school.run("review accept \(school.document)", as: "second").status == 64)
        let second = try school.run(
            "review correct \(school.document) --field birthDate --value 2014-05-16", as: "second")
        #expect(second.status == 0)
        #expect(try await school.store.document(school.document).status == .verified)
        #expect(try await school.store.holder(ofDocument: school.document) == nil)
    }

    @Test func aCaseFileIsPrinted() async throws {
        let school = try await School()
        let csv = "姓名,出生日期,学籍号,年级\n陈梓涵,2014-05-18,G51072720140516322X,六年级\n"
        let roster = try StudentRoster(Data(csv.utf8), file: "a")
        _ = try await school.store.importRoster(roster, organization: "S", by: "clerk")
        #expect(
            try school.run("case open --kind infoCorrection --student 陈梓涵 --field birthDate --new-value 2014-05-16")
                .status
                == 0)
        #expect(try school.run("case attach 1 --page 1").status == 0)
        let out = school.folder.file("case.pdf")
        #expect(try school.run("case print 1 --out \(out.path)", as: "stranger").status == 77)
        #expect(try school.run("case print 1 --out \(out.path)").status == 0)
        let pdf = try Data(contentsOf: out)
        #expect(pdf.prefix(5) == Data("%PDF-".utf8))
        // The scan is in it as the JPEG that it is.
        #expect(pdf.range(of: Data("/DCTDecode".utf8)) != nil)
    }

    @Test func itListensOnLoopbackOrByTLS() async throws {
        let school = try await School()
        #expect(try school.run("desk --listen 0.0.0.0:0 --workers 0").status == 64)
        let (certificate, key) = (school.folder.file("c.pem").path, school.folder.file("k.pem").path)
        #expect(try school.run("desk --listen 127.0.0.1:0 --workers 0 --tls-certificate \(certificate)").status == 64)
        for tool in ["/usr/bin/openssl", "/usr/bin/curl"] where !FileManager.default.isExecutableFile(atPath: tool) {
            try Test.cancel("\(tool) is not installed")
        }
        let made = LineChild.Command(
            executable: URL(filePath: "/bin/sh"),
            arguments: [
                "-c",
                "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout \(key) -out \(certificate) 2>/dev/null; echo made",
            ])
        #expect(try await LineChild(made).receive(within: 60) == Data("made".utf8))
        var environment = ProcessInfo.processInfo.environment
        environment["XUEJI_HOME"] = school.folder.url.path
        environment["XUEJI_RESOURCES"] = Workplace.root.appending(path: "models").path
        let desk = try LineChild(
            LineChild.Command(
                executable: Workplace.xueji,
                arguments: [
                    "desk", "--listen", "127.0.0.1:0", "--workers", "0", "--tls-certificate", certificate, "--tls-key",
                    key,
                ], environment: environment))
        let line = String(decoding: try await desk.receive(within: 60), as: UTF8.self)
        let base = try #require(line.range(of: "https://").map { String(line[$0.lowerBound...]) })
        let asked = LineChild.Command(
            executable: URL(filePath: "/usr/bin/curl"), arguments: ["-sk", "-D", "-", base + "/login"])
        let curl = try LineChild(asked)
        var cookie = ""
        while let header = try? await curl.receive(within: 30) {
            let text = String(decoding: header, as: UTF8.self)
            if text.lowercased().hasPrefix("set-cookie") { cookie = text }
        }
        // Behind TLS the cookie is for TLS only.
        #expect(cookie.contains("Secure"))
        await desk.finish(within: 1)
        desk.kill()
    }
}

extension Installation {
    fileprivate static func vault(_ home: URL) throws -> any Vault {
        FolderVault(root: home.appending(path: "vault"))
    }
}
