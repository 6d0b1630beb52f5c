import EvidenceVault
import Foundation
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore

/// A document with what is doubtful about it, each field beside its pixels and the registry's value.
struct ReviewSheet: Encodable {
    struct Item: Encodable {
        let field: FieldKey
        let value: String?
        let confidence: Double?
        let alternatives: [String]
        let findings: [Finding]
        let region: Region?
        let registryValue: String?
        /// Picture file of the field.
        let crop: String?
    }

    let document: Int64
    let page: Int64
    let documentType: DocumentType
    /// Who has it now.
    let heldBy: String?
    let items: [Item]

    /// `crops` is the folder for the pictures.
    init(_ document: IntakeDocument, common: CommonOptions, store: RegistryStore, crops: String?) async throws {
        self.document = document.id
        page = document.page
        documentType = document.reading.documentType
        heldBy = try await store.holder(ofDocument: document.id)
        let student = try await store.student(namedOn: document)
        var cropper: FieldCropper?
        var rotation = 0
        if let crops {
            let page = try await store.page(document.page)
            rotation = ((try await store.reading(ofPage: document.page)?.pages.first?.rotation ?? 0) + page.turn) % 360
            cropper = try FieldCropper(
                original: try await common.openVault().get(page.hash), name: page.name, rotation: rotation,
                folder: URL(filePath: crops))
        }
        var items: [Item] = []
        for key in document.toCheck(by: common.person) {
            let reading = document.reading[key]
            let findings = document.reading.findings.filter { ($0.field ?? IntakeDocument.sealsKey) == key }
            let crop = try reading.flatMap { field in
                // On a ledger only the field's own row is shown.
                let masks =
                    key.row.map { RowMasking.masks(document.reading, keeping: $0.number, rotation: rotation) } ?? []
                return try cropper?.write(field.region, masks: masks, as: "document-\(document.id)-\(key.rawValue).png")
                    .path
            }
            // A second person types what they see.
            let isBlind = document.keyed[key] != nil
            let known = isBlind ? nil : StudentField(rawValue: key.plain.rawValue).flatMap { student?[$0] }
            items.append(
                Item(
                    field: key, value: isBlind ? nil : document.value(key),
                    confidence: isBlind ? nil : reading?.confidence,
                    alternatives: isBlind ? [] : reading?.alternatives ?? [], findings: isBlind ? [] : findings,
                    region: reading?.region, registryValue: known, crop: crop))
        }
        self.items = items
        try await store.recordPageView(document.page, by: common.person)
    }

    func show(_ console: Console) throws {
        if console.json { return try console.sayJSON(self) }
        console.say(
            .reviewDocument.with(phrases: Phrase(plain: document), documentType.title, Phrase(plain: page)))
        if let heldBy { console.say("  " + console.text(.reviewHeldBy.with(heldBy))) }
        for item in items {
            let percent = item.confidence.map { " (\(Int(($0 * 100).rounded(.down))) %)" } ?? ""
            console.say("  ? \(console.text(item.field.headingWithKey)): \(item.value ?? "—")\(percent)")
            for finding in item.findings { console.say("      \(finding.code.rawValue)  \(finding.message)") }
            if !item.alternatives.isEmpty { console.say("      ~ " + item.alternatives.joined(separator: " / ")) }
            if let registryValue = item.registryValue {
                console.say("      " + console.text(.registryValue.with(registryValue)))
            }
            if let crop = item.crop { console.say("      " + console.text(.reviewCrop.with(crop))) }
        }
    }
}
