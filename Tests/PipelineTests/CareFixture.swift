import EvidenceVault
import Foundation
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import TestSupport
import Testing

/// Where store and vault of a test lie.
enum CarePlace: String, CaseIterable, CustomTestStringConvertible {
    case files, servers

    var testDescription: String { self == .files ? "SQLite + folder" : "PostgreSQL + bucket" }
    var other: CarePlace { self == .files ? .servers : .files }

    /// Empty ones that nobody else uses; cancels the test, with the reason, where servers are asked for and not there.
    func fresh(_ folder: TemporaryFolder) throws -> (store: String, vault: String) {
        let name = UUID().uuidString.lowercased()
        switch self {
        case .files:
            return (
                "sqlite:" + folder.file(name + "/registry.sqlite").path, "file:" + folder.file(name + "/vault").path
            )
        case .servers:
            guard let server = ProcessInfo.processInfo.environment["XUEJI_TEST_POSTGRES"], !server.isEmpty else {
                try Test.cancel("XUEJI_TEST_POSTGRES is not set: run scripts/test, which starts a PostgreSQL server")
            }
            guard let bucket = TestObjects.url else { try Test.cancel("\(TestObjects.absent)") }
            return (server + "?schema=test_" + name.replacing("-", with: ""), bucket)
        }
    }
}

/// A store and a vault with some pages, a paper, people, a setting, a photo run and a case.
struct CareFixture {
    let folder: TemporaryFolder
    let storeURL: String
    let vaultURL: String
    let store: RegistryStore
    let vault: any Vault
    static let pages = 12

    init(_ place: CarePlace) async throws {
        folder = try TemporaryFolder()
        (storeURL, vaultURL) = try place.fresh(folder)
        store = try await RegistryStore.open(url: storeURL)
        vault = try VaultAddress.open(vaultURL, environment: TestObjects.keys)
        // A county is named after its school: parents do not come first by code.
        try await store.add(Organization(code: "Z", name: "某县", level: .county, parent: nil), by: "root")
        try await store.add(Organization(code: "S", name: "学校", level: .school, parent: "Z"), by: "root")
        for (id, role, unit) in [("clerk", Role.schoolRegistrar, "S"), ("leader", .schoolLeader, "S")] {
            try await store.add(Person(id: id, name: id, role: role, organization: unit), by: "root")
        }
        let csv = "姓名,出生日期,身份证号,学籍号\n陈梓涵,2014-06-15,51072720140516322X,G51072720140516322X\n"
        _ = try await store.importRoster(StudentRoster(Data(csv.utf8), file: "a"), organization: "S", by: "clerk")
        let intake = PageIntake(store: store, vault: vault, person: "clerk", organization: "S")
        for number in 0..<CareFixture.pages {
            let bytes = Data("page \(number) 例\u{85}\u{2028}\"\\".utf8)
            _ = try await intake.take(bytes, name: "第\(number)页\r\n.png", origin: .file, batch: "b")
        }
        let student = try await store.student("陈梓涵")
        _ = try await store.openCase(
            .init(
                kind: .infoCorrection, student: student.id, field: .birthDate, newValue: "2014-05-16",
                details: [.applicantRelation: "母亲"]), by: "clerk")
    }

    /// What `xueji` needs to work on them.
    static let environment = TestObjects.keys.merging(["XUEJI_USER": "clerk"]) { $1 }

    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandResult {
        try Workplace.run(
            arguments + ["--store", storeURL, "--vault", vaultURL],
            environment: CareFixture.environment.merging(environment) { $1 })
    }

    /// Hashes of all pages.
    func hashes() async throws -> [String] {
        var hashes: [String] = []
        for digit in 0..<16 {
            hashes += try await store.originals(startingWith: String(digit, radix: 16)).map(\.hash)
        }
        return hashes
    }
}
