import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji case attach`.
struct CaseAttach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "attach", abstract: "附上凭据 / attach evidence")
    @Argument(help: "案卷号 / case") var number: Int64
    @Option(name: .customLong("page"), help: "页号，可重复 / page") var pages: [Int64]
    @Option(
        name: .customLong("kind"),
        help: "不经识别的文书：\(EvidenceItem.presentKinds.joined(separator: "、")) / paper that is not read")
    var kind: String?
    @Flag(help: "已见原件 / the original was seen") var original = false
    @Option(help: "纸质件存放处 / where the paper lies") var keptAt: String?
    @Option(help: "更替哪一件凭据（编号），须写 --reason / evidence that this one supersedes") var supersedes: Int64?
    @Option(help: "更替的理由 / reason") var reason: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            for page in pages {
                try await store.attach(
                    RegistryStore.Attachment(
                        page: page, kind: kind, isOriginal: original, keptAt: keptAt, supersedes: supersedes,
                        reason: reason),
                    toCase: number, by: common.person, language: console.language)
                console.remark(.caseAttached.with(String(page), String(number)))
            }
            return .ok
        }
    }
}
