import ArgumentParser
import IntakeModel
import Registry
import RegistryStore

/// `xueji case propose`: papers of the pool that name the student of an open case.
struct CasePropose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "页归何案 / which case a paper belongs to")
    @Flag(help: "附上毫无疑问的 / attach those that nothing speaks against") var attach = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let store = try await common.openStore()
            var attached: Set<[Int64]> = []
            let proposals = try await store.caseProposals(for: common.person)
            if proposals.isEmpty, !console.json { console.say(.proposalNone) }
            for proposal in proposals {
                try console.json ? console.sayJSON(proposal) : console.say(CasePropose.line(proposal, console))
                guard attach, proposal.isCertain,
                    attached.insert([proposal.page, proposal.caseNumber]).inserted
                else { continue }
                try await store.attach(
                    page: proposal.page, toCase: proposal.caseNumber, as: nil, by: common.person,
                    language: console.language)
                console.remark(.caseAttached.with(String(proposal.page), String(proposal.caseNumber)))
            }
            return .ok
        }
    }

    private static func line(_ proposal: CaseProposal, _ console: Console) -> String {
        let title = proposal.documentType.title.text(console.language)
        let place = Phrase.proposalLine.with(String(proposal.page), title, String(proposal.caseNumber))
        guard !proposal.isCertain else { return console.text(place) }
        let doubts = Phrase.list(proposal.doubts.map(\.phrase), chinese: "；", english: "; ")
        return console.text(place) + console.text(.proposalAsk.with(phrases: doubts))
    }
}
