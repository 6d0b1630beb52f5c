import ArgumentParser
import Foundation
import IntakeModel
import IntakePipeline
import IntakeResources
import Photos
import Registry
import RegistryStore
import Scanning

/// `xueji doctor`: what is installed, what is missing, how to mend it.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "检查运行环境 / check what is installed")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            var checks = Installation.checks()
            checks += DoctorCommand.faceModels()
            let devices = try? await ScanWorkers(OwnProcess.command).devices()
            checks.append(
                Installation.Check(
                    name: "SANE", kind: "library", present: devices != nil, detail: "", remedy: .scanNoBackendRemedy))
            for device in devices ?? [] {
                checks.append(
                    Installation.Check(
                        name: device.name, kind: "device", present: true, detail: "\(device.vendor) \(device.model)",
                        remedy: .scanDeviceGoneRemedy))
            }
            if let url = common.store { checks.append(await DoctorCommand.store(url, console.language)) }
            if common.vault != nil { checks.append(await DoctorCommand.vault(common)) }
            for check in checks {
                if console.json {
                    try console.sayJSON(Line(check, console.language))
                } else {
                    let state = console.text(check.present ? .doctorPresent : .doctorMissing)
                    console.say("\(check.present ? "✓" : "✗") \(check.name)  \(state)  \(check.detail)")
                    if !check.present { console.say("    → \(console.text(check.remedy))") }
                }
            }
            let missing = checks.filter { !$0.present }
            if missing.isEmpty, !console.json { console.say(.doctorNothingMissing) }
            return missing.isEmpty ? .ok : .unavailable
        }
    }

    /// What photo checks need beside the engine.
    private static func faceModels() -> [Installation.Check] {
        guard let resources = try? ResourceLocation.find() else { return [] }
        let finder = try? FaceFinder(resources: resources)
        return [("YuNet 2023mar", finder != nil), ("face mesh 468", finder?.hasMesh == true)].map {
            Installation.Check(name: $0.0, kind: "model", present: $0.1, detail: "", remedy: .runSetup)
        }
    }

    /// Whether what `--store` names can be reached, with the version that answers.
    private static func store(_ url: String, _ language: Language) async -> Installation.Check {
        do {
            return Installation.Check(
                name: try RegistryStore.engine(url: url), kind: "store", present: true,
                detail: try await RegistryStore.probe(url: url), remedy: .storeURLRemedy)
        } catch {
            let name = (try? RegistryStore.engine(url: url)) ?? "--store"
            return Installation.Check(
                name: name, kind: "store", present: false, detail: error.message.text(language), remedy: error.remedy)
        }
    }

    /// Whether what `--vault` names takes originals.
    private static func vault(_ common: CommonOptions) async -> Installation.Check {
        let name = common.vaultURL.hasPrefix("s3:") ? "S3" : "--vault"
        do {
            try await common.openVault().reach()
            return Installation.Check(name: name, kind: "vault", present: true, detail: "", remedy: .vaultURLRemedy)
        } catch {
            return Installation.Check(
                name: name, kind: "vault", present: false, detail: error.message.text(common.language),
                remedy: error.remedy)
        }
    }

    private struct Line: Encodable {
        let name: String
        let kind: String
        let present: Bool
        let detail: String
        let remedy: String?

        init(_ check: Installation.Check, _ language: Language) {
            name = check.name
            kind = check.kind
            present = check.present
            detail = check.detail
            remedy = check.present ? nil : check.remedy.text(language)
        }
    }
}
