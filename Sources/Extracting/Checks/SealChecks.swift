internal import IntakeModel
internal import IntakeResources

/// 印章核对: whether the seals that a form asks for are there, can be read, name the right organization and stand in
/// the right order.
enum SealChecks {
    /// Below this a reading is a proposal and proves no mismatch.
    private static let sure = 0.8
    /// From here on a reading counts when it has hardly a character in common with the field.
    private static let likely = 0.6
    /// And from here on when it names a place of the list that is another one than the field's: misread characters
    /// hardly ever make one.
    private static let possible = 0.3
    /// And from here on when that is a city with a district of it, or nothing telling is common to both.
    private static let hardly = 0.1

    /// A seal that is not on a page of which a part is missing (`isCut`) may stand there.
    static func findings(
        template: FormTemplate, fields: FieldReadings, seals: [OfficialSeal], inkedPlaces: Set<SealRole> = [],
        sealsWereSearched: Bool, isCut: Bool = false, places: PlaceNames, language: Language
    ) -> [Finding] {
        var found: [Finding] = []
        func add(_ code: FindingCode, _ field: FieldKey?, _ severity: Severity, _ phrase: Phrase) {
            found.append(Finding(code: code, field: field, severity: severity, message: phrase.text(language)))
        }
        let boxes = SealBoxes(fields: fields, seals: seals)
        if sealsWereSearched {
            var wanted = template.seals.filter(\.required).map(\.role)
            if template.documentType == .provincialTransferApplication { wanted += boxes.unsealed }
            for role in wanted {
                let name = role.title.text(language)
                let own = seals.filter { $0.role == role }
                if own.isEmpty, inkedPlaces.contains(role) {
                    // Red ink stands there: a seal too faint or too worn to be made out, not an absent one.
                    add(.sealIllegible, nil, .warning, .findingSealIllegible.with(name))
                } else if own.isEmpty {
                    if isCut { continue }
                    add(.sealMissing, nil, .error, .findingSealMissing.with(name))
                } else if own.allSatisfy({ $0.text == nil }) {
                    add(.sealIllegible, nil, .warning, .findingSealIllegible.with(name))
                }
            }
            for (role, key) in issuers(of: template.documentType) {
                guard let field = fields[key],
                    let seal = seals.filter({ $0.role == role }).max(by: { $0.confidence < $1.confidence }),
                    names(seal, anotherThan: field, places)
                else { continue }
                add(.sealNameMismatch, key, .error, .findingSealName.with(role.title.text(language)))
            }
        }
        if template.documentType == .provincialTransferApplication {
            for fault in boxes.faults where fault.isDate || sealsWereSearched && !isCut {
                let phrase: Phrase = fault.isDate ? .findingSealOrderDates : .findingSealOrderEmpty
                let (first, second) = fault.isDate ? (fault.later, fault.earlier) : (fault.earlier, fault.later)
                add(
                    .sealOrder, SealBoxes.dateKey(fault.later), .error,
                    phrase.with(first.box ?? "", second.box ?? ""))
            }
        }
        return found
    }

    /// 印文另有所指: whether the seal cannot be the written organization's, however badly either was read.
    private static func names(_ seal: OfficialSeal, anotherThan field: FieldReading, _ places: PlaceNames) -> Bool {
        guard let text = seal.text, let written = field.value,
            !SealNameComparison.agree(seal: text, written: written)
        else { return false }
        if let place = places.knownBeginning(text), places.isKnownBeginning(written),
            field.confidence >= sure && seal.confidence >= (place.count >= 5 ? hardly : possible)
                || field.confidence >= possible && SealLexicon.isEndWhole(written) && seal.confidence >= likely,
            SealNameComparison.areElsewhere(seal: place, written: written)
        {
            return true
        }
        guard field.confidence >= sure else { return false }
        return seal.confidence >= sure
            || seal.confidence >= likely && SealNameComparison.areFarApart(seal: text, written: written)
            || seal.confidence >= hardly && SealNameComparison.shareNothing(seal: text, written: written)
    }

    /// The field that names the organization whose seal stands in a place.
    static func issuers(of type: DocumentType) -> [(SealRole, FieldKey)] {
        switch type {
        case .provincialTransferApplication: [(.box1, "releasingSchool"), (.boxA, "receivingSchool")]
        case .transferContactForm: [(.releasingSchool, "releasingSchool"), (.receivingSchool, "receivingSchool")]
        case .transferLedger, .changeLedger: [(.school, "school")]
        case .policeCertificate: [(.police, "issuer")]
        case .transferCertificate: [(.releasingSchool, "releasingSchool")]
        case .complaintVerification: [(.undertakingUnit, "undertakingUnit")]
        default: []
        }
    }
}
