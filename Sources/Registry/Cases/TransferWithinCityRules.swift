internal import IntakeModel

/// 本市内转学 (第十五条（一）): the contact form with every cell filled and both schools' seals.
public struct TransferWithinCityRules: CaseRules {
    static let article = "第十五条（一）2"

    public init() {}

    public func obstacles(_ file: CaseFile) -> [Obstacle] {
        var found: [Obstacle] = []
        let forms = file.evidence.filter { $0.kind == DocumentType.transferContactForm.rawValue }
        guard let item = forms.first(where: { $0.document?.status == .verified }) ?? forms.first,
            let form = item.document
        else { return [Obstacle(article: Self.article, .obstacleNoContactForm)] }
        found += unverified(item, article: Self.article)
        // 附件3 注2: a form with an empty cell is void. A reviewer may have filled in what the machine missed.
        let empty = form.reading.findings.filter { $0.code == .requiredEmpty }.compactMap(\.field)
            .filter { (form.value($0) ?? "").isEmpty }
        if !empty.isEmpty {
            found.append(
                Obstacle(
                    article: "附件3 注2",
                    .obstacleEmptyCells.with(empty.map(\.rawValue).sorted().joined(separator: ", "))))
        }
        let confirmed = form.reviews[IntakeDocument.sealsKey]?.action == .accept
        for role in [SealRole.receivingSchool, .releasingSchool]
        where !confirmed && !form.reading.seals.contains(where: { $0.role == role }) {
            found.append(
                Obstacle(
                    article: "第十五条（一）1",
                    .obstacleSeal.with(
                        (role == .receivingSchool ? Phrase.sealReceivingSchool : .sealReleasingSchool).chinese)))
        }
        if !InfoCorrectionRules.names(file.student, in: form, except: nil) {
            found.append(Obstacle(article: "第二十二条二", .obstacleOtherPerson))
        }
        return found
    }

    public func steps(_ matter: IntakeCase, superior: (String) -> String?) -> [ApprovalStep] {
        let releasing = matter.releasingSchool ?? matter.organization
        let receiving = matter.receivingSchool ?? matter.organization
        var steps = [ApprovalStep(role: .schoolLeader, organization: releasing, title: .stepReleasingSchool)]
        if let county = superior(releasing) {
            steps.append(ApprovalStep(role: .countyRegistrar, organization: county, title: .stepReleasingCounty))
        }
        if let county = superior(receiving), county != superior(releasing) {
            steps.append(ApprovalStep(role: .countyRegistrar, organization: county, title: .stepReceivingCounty))
        }
        return steps
    }
}
