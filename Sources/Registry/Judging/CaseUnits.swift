public import IntakeModel

/// Which organizations a unit of the plan is in a case.
struct CaseUnits {
    let file: CaseFile

    private var tree: OrganizationTree { file.organizations }

    func organizations(_ unit: CaseUnit) -> [Organization] {
        let matter = file.matter
        switch unit {
        case .ownSchool: return one(tree[file.school])
        case .ownDepartment: return one(tree.superior(of: file.school))
        case .releasingSchool: return one(matter.releasingSchool.flatMap { tree[$0] })
        case .releasingDepartment: return one(matter.releasingSchool.flatMap { tree.superior(of: $0) })
        case .releasingCounty: return one(department(matter.releasingSchool, .county))
        case .releasingCity: return one(department(matter.releasingSchool, .city))
        case .releasingProvince: return one(department(matter.releasingSchool, .province))
        case .receivingSchool: return one(matter.receivingSchool.flatMap { tree[$0] })
        case .receivingDepartment: return one(matter.receivingSchool.flatMap { tree.superior(of: $0) })
        case .receivingCounty: return one(department(matter.receivingSchool, .county))
        case .receivingCity: return one(department(matter.receivingSchool, .city))
        case .receivingProvince: return one(department(matter.receivingSchool, .province))
        case .handlingUnit: return one(tree[matter.organization])
        case .undertakingSchools: return ComplaintRouting.schools(matter).compactMap { tree[$0] }
        }
    }

    private func one(_ organization: Organization?) -> [Organization] { organization.map { [$0] } ?? [] }

    /// The department at a level; a school straight under its city (直属学校) has no county, so the city stands in.
    private func department(_ school: String?, _ level: OrganizationLevel) -> Organization? {
        guard let school else { return nil }
        return tree.ancestor(of: school, at: level) ?? (level == .county ? tree.superior(of: school) : nil)
    }
}

extension CaseUnit {
    public var title: Phrase {
        switch self {
        case .ownSchool: .stepSchool
        case .ownDepartment: .stepDepartment
        case .releasingSchool: .stepReleasingSchool
        case .releasingDepartment: .stepReleasingDepartment
        case .releasingCounty: .stepReleasingCounty
        case .releasingCity: .stepReleasingCity
        case .releasingProvince: .stepReleasingProvince
        case .receivingSchool: .stepReceivingSchool
        case .receivingDepartment: .stepReceivingDepartment
        case .receivingCounty: .stepReceivingCounty
        case .receivingCity: .stepReceivingCity
        case .receivingProvince: .stepReceivingProvince
        case .handlingUnit: .stepHandlingUnit
        case .undertakingSchools: .stepUndertakingSchool
        }
    }
}
