internal import IntakeModel
internal import IntakeResources

/// 用印: whose seals a paper carries and what stands on them, in accord with what the form itself names.
struct SealPlan {
    struct Imprint {
        var role: SealRole
        var ring: String
        var inner: String
        var shape: SealShape
        /// Diameter, or width and height, millimetres.
        var size: (width: Double, height: Double)
        /// Where its centre may lie, millimetres in the frame of the table; `nil` where the painter says.
        var area: Region?
    }

    let template: FormTemplate
    let filling: FormFilling

    /// The roles whose organization the form names, so that another's seal is a contradiction.
    static func named(on type: DocumentType) -> [SealRole] {
        switch type {
        case .provincialTransferApplication: [.boxA, .box1]
        case .transferLedger, .changeLedger: [.school]
        case .complaintVerification: [.undertakingUnit]
        case .policeCertificate: [.police]
        case .transferCertificate: [.releasingSchool]
        default: []
        }
    }

    /// Every seal that the paper gets, in the order in which they are pressed.
    func imprints(_ random: inout SeededRandom, optional: Bool = true) -> [Imprint] {
        var imprints: [Imprint] = []
        for place in template.seals where isPressed(place, optional: optional, &random) {
            var (ring, inner) = words(place.role, &random)
            if filling.sealFault == .foreign(place.role) { ring = foreign(place.role, not: ring, &random) }
            let (shape, size) = shape(of: place, &random)
            if shape == .rectangle || shape == .square { inner = "" }
            if shape == .square { ring = squared(ring) }
            imprints.append(
                Imprint(
                    role: place.role, ring: ring, inner: inner, shape: shape, size: size,
                    area: template.hasTable ? place.rectangle : nil))
        }
        if optional { imprints += extras(&random) }
        return imprints
    }

    private func isPressed(_ place: SealPlace, optional: Bool, _ random: inout SeededRandom) -> Bool {
        if filling.sealFault == .missing(place.role) { return false }
        if template.documentType == .provincialTransferApplication {
            // Only the boxes of the route are filled and sealed.
            let key = FieldKey(rawValue: place.role.rawValue + "Date")
            return filling.values[key].map { !$0.value.isEmpty } ?? false
        }
        return place.required || optional && random.chance(0.7)
    }

    private func words(_ role: SealRole, _ random: inout SeededRandom) -> (ring: String, inner: String) {
        let story = filling.story
        func named(_ key: FieldKey, _ otherwise: String) -> String {
            let value = filling.values[key]?.value ?? ""
            return value.isEmpty ? otherwise : value
        }
        let schoolLine = random.chance(0.85) ? "学籍专用章" : random.pick(["教务处", "学籍管理专用章"])
        let officeLine = random.pick(["学籍专用章", "学籍管理专用章", "", "业务专用章", "基础教育股"])
        switch role {
        case .policeHousehold: return (story.police, "户口专用章")
        case .provincialPolice: return (story.organizations.provincePolice, "户口专用章")
        case .registrarName: return (InventedPerson.name(&random), "")
        case .receivingSchool, .boxA: return (named("receivingSchool", story.receivingSchool), schoolLine)
        case .releasingSchool, .box1: return (named("releasingSchool", story.school), schoolLine)
        case .school: return (named("school", story.school), "学籍专用章")
        case .box2: return (story.department, officeLine)
        case .boxB: return (story.receivingDepartment, officeLine)
        case .box3: return (story.organizations.cityDepartment(&random), officeLine)
        case .boxC: return (story.otherOrganizations.cityDepartment(&random), officeLine)
        case .box4: return (story.organizations.provinceDepartment, officeLine)
        case .boxD: return (story.otherOrganizations.provinceDepartment, officeLine)
        case .hospital:
            return (story.hospital, random.pick(["诊断证明专用章", "诊断证明专用章", "医务科", "疾病诊断专用章"]))
        case .police: return (named("issuer", story.police), random.pick(["户口专用章", "", "户籍专用章"]))
        case .undertakingUnit: return (named("undertakingUnit", story.school), random.pick(["", "学籍专用章"]))
        case .department: return (story.department, officeLine)
        case .other: return (random.pick(["与原件核对无误", "已核对", "附件"]), "")
        }
    }

    private func foreign(_ role: SealRole, not ring: String, _ random: inout SeededRandom) -> String {
        let place = random.pick(InventedPlace.all.filter { $0 != filling.story.place })
        let there = InventedOrganizations(place: place)
        return role == .police ? there.police(&random) : there.school(&random, high: filling.story.high)
    }

    private func shape(
        of place: SealPlace, _ random: inout SeededRandom
    ) -> (SealShape, (width: Double, height: Double)) {
        if place.shape == .rectangle {
            if random.chance(0.2) {
                let side = random.number(9.0...12.0)
                return (.square, (side, side))
            }
            return (
                .rectangle,
                (place.size[0] * random.number(0.85...1.1), (place.size.last ?? 8) * random.number(0.85...1.1))
            )
        }
        let oval: Double = place.role == .hospital ? 0.3 : place.role == .police ? 0.12 : 0.03
        if random.chance(oval) {
            let width = random.number(38.0...47.0)
            return (.oval, (width, width * random.pick([0.67, 0.74])))
        }
        let diameter = place.size[0] * random.number(0.93...1.07)
        return (.round, (diameter, diameter))
    }

    /// Personal seals are cut in two columns; three characters are filled up with 印.
    private func squared(_ name: String) -> String { name.count == 3 ? name + "印" : name }

    private func extras(_ random: inout SeededRandom) -> [Imprint] {
        var extras: [Imprint] = []
        // Routes across cities need the department's seal, for which annex 3 has no box.
        if template.documentType == .transferContactForm, random.chance(0.25) {
            let (ring, inner) = words(.department, &random)
            let low = random.chance(0.5)
            extras.append(
                Imprint(
                    role: .department, ring: ring, inner: inner, shape: .round, size: (40, 40),
                    area: Region(x: 20, y: low ? 160 : 110, width: 40, height: 35)))
        }
        if random.chance(0.05), template.documentType != .residentCard {
            let width = random.number(30.0...42.0)
            extras.append(
                Imprint(
                    role: .other, ring: words(.other, &random).ring, inner: "", shape: .rectangle,
                    size: (width, width * 0.3), area: Region(x: 0, y: -14, width: 60, height: 8)))
        }
        return extras
    }
}
