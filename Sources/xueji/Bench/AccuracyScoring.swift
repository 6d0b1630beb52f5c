import FormDrawing
import IntakeModel
import IntakeResources

/// 评分: lays a reading beside the truth of the drawn page, thing by thing.
struct AccuracyScoring {
    private(set) var papers: [PaperOutcome] = []
    private(set) var fields: [FieldOutcome] = []
    private(set) var seals: [SealOutcome] = []
    /// Seals that are none.
    private(set) var falseSeals = 0
    /// Papers that do not lie on the page.
    private(set) var falsePapers = 0
    private(set) var seconds: [Double] = []

    let library: FormLibrary

    init(library: FormLibrary) { self.library = library }

    mutating func add(_ reading: FileReading, truth: PageTruth) {
        seconds.append(reading.seconds)
        var rest = reading.pages.flatMap(\.documents)
        let all = rest
        for paper in truth.documents {
            let index = rest.indices.max { likeness(rest[$0], paper) < likeness(rest[$1], paper) }
            let document = index.map { rest.remove(at: $0) }
            add(document, truth: paper, file: reading.file)
        }
        falsePapers += rest.filter { ![.blank, .unknown].contains($0.documentType) }.count
        add(seals: all.flatMap(\.seals), wanted: truth.documents.flatMap(\.seals), file: reading.file)
    }

    private func likeness(_ document: DocumentReading, _ paper: SampleTruth) -> Double {
        let overlap = paper.region.map { document.region.overlap(with: $0) } ?? 0
        return overlap + (document.documentType == paper.documentType ? 1 : 0)
    }

    private mutating func add(_ document: DocumentReading?, truth: SampleTruth, file: String) {
        let known = document?.documentType == truth.documentType ? document : nil
        // What an edge has taken away may well be missed there.
        let lost: Set<FindingCode> = truth.damages.contains(.cut) ? [.sealMissing, .requiredEmpty] : []
        // Nobody can read an illegible seal; that it is one may be said.
        let allowed: Set<FindingCode> = truth.seals.contains { $0.legible == false } ? [.sealIllegible] : []
        // That a part of a page is missing needs no knowledge of its kind.
        let said = Set(document?.findings.map(\.code) ?? []).filter { known != nil || $0 == .pageCut }
        papers.append(
            PaperOutcome(
                file: file, wanted: truth.documentType, read: document?.documentType, damages: truth.damages,
                region: truth.region, rotation: truth.rotation, findingsWanted: Set(truth.findings),
                findingsRead: said.subtracting(lost).subtracting(allowed)))
        guard let template = library[truth.documentType] else { return }
        func add(_ fields: [FormField], _ wanted: [FieldKey: SampleTruth.Field], _ read: FieldReadings?, row: Int?) {
            for field in fields {
                guard let value = wanted[field.key] else { continue }
                self.fields.append(
                    outcome(field, value, read?[field.key], known: known != nil, truth, file: file, row: row))
            }
        }
        add(template.fields, truth.fields, known?.fields, row: nil)
        let rows = AccuracyScoring.matched(known?.rows ?? [], truth.rows)
        for (index, wanted) in truth.rows.enumerated() {
            add(template.rowFields, wanted, rows[index], row: index + 1)
        }
    }

    private func outcome(
        _ field: FormField, _ wanted: SampleTruth.Field, _ read: FieldReading?, known: Bool, _ truth: SampleTruth,
        file: String, row: Int?
    ) -> FieldOutcome {
        // On a page that was recognised, a row or cell that is left out counts as left empty.
        let absent = known && read == nil && wanted.value.isEmpty
        let value = absent ? "" : read?.value
        return FieldOutcome(
            place: .init(
                file: file, documentType: truth.documentType, key: field.key, row: row, region: wanted.region,
                rotation: truth.rotation),
            damages: truth.damages, grammar: field.grammar, byHand: wanted.byHand ?? (field.writing != .printed),
            signature: field.writing == .signature, critical: field.critical == true, wanted: wanted.value, read: value,
            raw: read?.raw ?? "", confidence: read?.confidence ?? 0,
            right: AccuracyScoring.agree(value, wanted.value, field.grammar), absent: absent)
    }

    /// Exact; only in free text do width of punctuation and spaces not count.
    static func agree(_ read: String?, _ wanted: String, _ grammar: FieldGrammarName) -> Bool {
        guard let read else { return false }
        switch grammar {
        case .text, .place, .gradeClass: return loosened(read) == loosened(wanted)
        default: return read == wanted
        }
    }

    static func loosened(_ text: String) -> String {
        let wide: [Character: Character] = [
            "（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "。": ".", "．": ".", "、": ",",
        ]
        return String(text.compactMap { $0.isWhitespace ? nil : wide[$0] ?? $0 })
    }

    /// Rows read to rows drawn: in order when there are as many, else by where they lie.
    private static func matched(
        _ read: [FieldReadings], _ wanted: [[FieldKey: SampleTruth.Field]]
    ) -> [FieldReadings?] {
        guard read.count != wanted.count else { return read }
        func middle(_ boxes: [Region]) -> Point? {
            boxes.dropFirst().reduce(boxes.first) { $0?.union($1) }?.center
        }
        var rest = read
        return wanted.map { row in
            guard let here = middle(row.values.map(\.region)) else { return nil }
            let size = row.values.reduce(0) { max($0, $1.region.height, $1.region.width) }
            func away(_ other: FieldReadings) -> Double {
                middle(other.values.map(\.region))?.distance(to: here) ?? .infinity
            }
            guard let best = rest.indices.min(by: { away(rest[$0]) < away(rest[$1]) }), away(rest[best]) < size else {
                return nil
            }
            return rest.remove(at: best)
        }
    }

    private mutating func add(seals read: [OfficialSeal], wanted: [SampleTruth.Seal], file: String) {
        var rest = read
        for seal in wanted {
            let best = rest.indices.max {
                rest[$0].region.overlap(with: seal.region) < rest[$1].region.overlap(with: seal.region)
            }
            let found = best.flatMap { rest[$0].region.overlap(with: seal.region) >= 0.5 ? rest.remove(at: $0) : nil }
            seals.append(SealOutcome(file: file, wanted: seal, found: found))
        }
        falseSeals += rest.count
    }
}
