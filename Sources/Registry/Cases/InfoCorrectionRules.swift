internal import IntakeModel

/// 学籍信息更正 (第十三条): household register or police certificate, and a written application.
public struct InfoCorrectionRules: CaseRules {
    /// Papers that may prove a change.
    static let basis: [DocumentType] = [.residentCard, .householdRegisterCover, .policeCertificate]
    static let article = "第十三条"

    public init() {}

    public func obstacles(_ file: CaseFile) -> [Obstacle] {
        var found: [Obstacle] = []
        if !file.evidence.contains(where: { $0.kind == EvidenceItem.writtenApplication }) {
            found.append(Obstacle(article: Self.article, .obstacleNoApplication))
        }
        let papers = file.evidence.filter { item in Self.basis.contains { $0.rawValue == item.kind } }
        guard !papers.isEmpty else {
            found.append(Obstacle(article: Self.article, .obstacleNoHouseholdRegister))
            return found
        }
        let verified = papers.filter { $0.document?.status == .verified }
        guard !verified.isEmpty else { return found + papers.flatMap { unverified($0, article: Self.article) } }
        let own = verified.compactMap(\.document).filter {
            InfoCorrectionRules.names(file.student, in: $0, except: file.matter.field)
        }
        guard !own.isEmpty else {
            found.append(Obstacle(article: "第二十二条二", .obstacleOtherPerson))
            return found
        }
        // The new value must be what the proof says.
        if let field = file.matter.field, !own.contains(where: { $0.value(field.key) == file.matter.newValue }) {
            found.append(Obstacle(article: Self.article, .obstacleValueNotProven.with(field.rawValue)))
        }
        return found
    }

    /// Whether the paper is this student's: every identifying field that both know agrees, and at least one does,
    /// leaving aside the field that is to be corrected.
    static func names(_ student: Student, in document: IntakeDocument, except field: StudentField?) -> Bool {
        var agreed = 0
        for identity in [StudentField.citizenID, .name] where identity != field {
            guard let known = student[identity], let read = document.value(identity.key), !read.isEmpty else {
                continue
            }
            guard known == read else { return false }
            agreed += 1
        }
        return agreed > 0
    }

    public func steps(_ matter: IntakeCase, superior: (String) -> String?) -> [ApprovalStep] {
        [
            ApprovalStep(role: .schoolLeader, organization: matter.organization, title: .stepSchool),
            ApprovalStep(
                role: .countyRegistrar, organization: superior(matter.organization) ?? matter.organization,
                title: .stepDepartment),
        ]
    }
}
