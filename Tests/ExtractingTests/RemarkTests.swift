import IntakeModel
import IntakeResources
import Recognizing
import Testing

@testable import Extracting

@Suite("填表说明")
struct RemarkTests {
    private let form: KnownForm
    private let normalizer: TextNormalizer

    init() throws {
        form = try KnownForm(.provincialTransferApplication)
        normalizer = TextNormalizer(folding: form.facts.folding)
    }

    private func isRemark(_ text: String) -> Bool {
        LabelMatch.isPart(text, ofOne: form.template.remarks, normalizer: normalizer)
    }

    /// A cell laid too low cuts their beginnings and ends off.
    @Test(arguments: ["础信息及转学情况通过学籍程序打", "式三份，学生、转出学校、转入学", "内转学流程：A→①→②→③→B→C", "市州（跨省）高中转学用此表"])
    func whatIsPrintedToBeReadIsARemark(text: String) {
        #expect(isRemark(text))
    }

    @Test(arguments: ["情况属实，同意转出", "父亲工作单位变动，全家随迁", "同意转入我校高一年级就读", "转学"])
    func whatIsFilledInIsNone(text: String) {
        #expect(!isRemark(text))
    }

    @Test func aValueWithALineOfARemarkSharesAStretchOfIt() {
        func shares(_ text: String) -> Bool {
            LabelMatch.sharesStretch(text, withOne: form.template.remarks, normalizer: normalizer)
        }
        #expect(shares("平武县第二人民医院信息及转学情况通过学籍程序打"))
        #expect(!shares("平武县第二人民医院"))
        #expect(!shares("同意"))
    }

    @Test func ofLabelsThatAreMuchAlikeOneStandsThere() {
        func isAnother(_ text: String) -> Bool {
            LabelMatch.isAnother(text, than: ["转入学校意见"], of: ["转出学校意见", "转学理由"], normalizer: normalizer)
        }
        #expect(isAnother("转出学校意见") && isAnother("轉出學校意見") && isAnother("转学理由转入学校意见"))
        #expect(!isAnother("转入学校意见") && !isAnother("转人学校意见") && !isAnother("") && !isAnother("同意转出"))
    }
}
