import FormDrawing
import IntakeModel
import IntakeResources

/// Counts what was read rightly on drawn samples.
struct AccuracyTally {
    struct Count {
        var right = 0
        var total = 0
        var share: Double { total > 0 ? Double(right) / Double(total) : 0 }

        mutating func add(_ isRight: Bool) {
            total += 1
            if isRight { right += 1 }
        }
    }

    private(set) var pages = 0
    private(set) var types = Count()
    private(set) var fields = Count()
    private(set) var printed = Count()
    private(set) var handwritten = Count()
    private(set) var critical = Count()
    private(set) var emptyFilled = Count()
    private(set) var sealsFound = Count()
    private(set) var sealsRight = Count()
    private(set) var sealText = Count()
    private(set) var findingsFound = Count()
    private(set) var findingsRight = Count()
    private(set) var delivered = 0
    private(set) var silent = 0
    private(set) var byField: [FieldKey: Count] = [:]
    private(set) var byDamage: [Int: Count] = [:]
    private(set) var misses: [String] = []

    mutating func add(_ reading: FileReading, truth: SampleTruth, template: FormTemplate) {
        pages += 1
        let document = reading.pages.first?.documents.first { $0.documentType == truth.documentType }
        types.add(document != nil)
        if document == nil {
            misses.append("\(reading.file)\ttype\t\(truth.documentType.rawValue)\t\(reading.error?.code ?? "-")")
        }
        for field in template.fields {
            guard let wanted = truth.fields[field.key] else { continue }
            let read = document?.fields[field.key]
            let isRight = read?.value == wanted.value
            fields.add(isRight)
            byField[field.key, default: Count()].add(isRight)
            byDamage[truth.damage, default: Count()].add(isRight)
            if field.writing == .printed { printed.add(isRight) } else { handwritten.add(isRight) }
            if field.critical == true { critical.add(isRight) }
            if wanted.value.isEmpty { emptyFilled.add((read?.value ?? "").isEmpty) }
            if let read, read.value != nil, read.confidence >= 0.9 {
                delivered += 1
                if !isRight { silent += 1 }
            }
            if !isRight, document != nil {
                misses.append(
                    "\(reading.file)\t\(field.key.rawValue)\t\(wanted.value)\t\(read?.value ?? "null")\t\(read.map { String($0.confidence) } ?? "-")\t\(read?.raw ?? "")"
                )
            }
        }
        add(seals: document?.seals ?? [], truth: truth)
        let found = Set(document?.findings.map(\.code) ?? [])
        for code in Set(truth.findings) { findingsFound.add(found.contains(code)) }
        for code in found { findingsRight.add(truth.findings.contains(code)) }
        for code in found.symmetricDifference(truth.findings) {
            misses.append(
                "\(reading.file)\tfinding \(code.rawValue)\t\(truth.findings.contains(code))\t\(found.contains(code))")
        }
    }

    private mutating func add(seals: [OfficialSeal], truth: SampleTruth) {
        let wanted = truth.seals.filter { $0.shape == .round }
        for seal in wanted {
            let match = seals.first { $0.region.overlap(with: seal.region) >= 0.5 }
            sealsFound.add(match != nil)
            if let match { sealText.add(match.text == seal.text) }
        }
        for seal in seals where seal.shape == .round {
            sealsRight.add(wanted.contains { $0.region.overlap(with: seal.region) >= 0.5 })
        }
    }
}
