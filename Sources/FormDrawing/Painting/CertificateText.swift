internal import IntakeModel

/// 证明的行文: a certificate as running sentences; `{key}` stands for a field's value.
struct CertificateText {
    /// Of the office, above the title; "" for none.
    var heading: String
    var paragraphs: [String]
    /// Lines at the lower right.
    var signature: [String]
    /// Small print at the foot; "" for none.
    var remark: String

    init(_ type: DocumentType, filling: FormFilling, random: inout SeededRandom) {
        let story = filling.story
        let reasons = random.pick(["父母工作调动", "家庭住址变更", "随父母务工", "户口迁移"])
        switch type {
        case .policeCertificate:
            let address = story.organizations.address(&random)
            let old = story.student.birth.adding(days: random.pick([31, -365, 400]))
            heading = ""
            paragraphs = [
                random.pick([
                    "兹证明{name}，性别{sex}，民族{ethnicGroup}，出生日期{birthDate}，公民身份号码{citizenID}，系我辖区居民，户口登记在\(address)。",
                    "{name}，{sex}，{ethnicGroup}，{birthDate}出生，公民身份号码：{citizenID}。经核实，以上信息与户口登记一致。",
                    "兹有我辖区居民{name}（性别：{sex}，民族：{ethnicGroup}，公民身份号码：{citizenID}），出生日期原登记为\(WrittenDate.withUnits(old))，经查实应为{birthDate}，已在户口登记系统中更正。",
                ]), "特此证明。",
            ]
            signature = ["{issuer}", "{issuedOn}"]
            remark = ""
        case .medicalCertificate:
            heading = story.hospital
            paragraphs = [
                random.pick([
                    "患者{name}，{sex}，{age}岁，住{employerOrAddress}，来我院就诊（门诊号{patientNumber}），经检查诊断为：{diagnosis}。处理意见：{advice}。",
                    "兹证明{name}，性别{sex}，年龄{age}岁，住院号{patientNumber}，因病在我院治疗。临床诊断：{diagnosis}。建议：{advice}。",
                ]), "特此证明。",
            ]
            signature = ["医师：{physician}", "{issuedOn}"]
            remark = random.pick(["", "注：本证明未盖章无效，涂改无效。", "（此证明仅供请假、休学使用）"])
        default:
            heading = ""
            let next = story.receivingSchool
            paragraphs = random.pick([
                ["兹有我校学生{name}，学籍号{studentNumber}，因\(reasons)，申请转往\(next)就读，经研究同意转出，请予接洽。", "特此证明。"],
                ["\(next)：", "我校学生{name}（学籍号：{studentNumber}）因\(reasons)申请转入贵校就读，我校同意该生转学。", "特此证明。"],
            ])
            signature = ["{releasingSchool}", "{issuedOn}"]
            remark = ""
        }
    }

    enum Piece {
        case text(String)
        case field(FieldKey)
    }

    static func pieces(_ line: String) -> [Piece] {
        var pieces: [Piece] = []
        for (index, part) in line.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            if index == 0 {
                if !part.isEmpty { pieces.append(.text(String(part))) }
                continue
            }
            let halves = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
            pieces.append(.field(FieldKey(rawValue: String(halves[0]))))
            if halves.count > 1, !halves[1].isEmpty { pieces.append(.text(String(halves[1]))) }
        }
        return pieces
    }

    var keys: Set<FieldKey> {
        Set(
            (paragraphs + signature).flatMap(CertificateText.pieces).compactMap {
                if case .field(let key) = $0 { key } else { nil }
            })
    }
}
