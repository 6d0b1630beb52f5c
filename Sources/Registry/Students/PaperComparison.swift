public import IntakeModel

/// 文书互核: where two papers that name the same person do not say the same.
public struct PaperComparison {
    /// A paper with what is known about where it lies.
    public struct Paper {
        public var reading: DocumentReading
        /// Number in the store; `nil` for papers of one file.
        public var document: Int64?
        public var page: Int64
        /// What people settled on, by field.
        public var settled: [FieldKey: String]

        public init(_ reading: DocumentReading, document: Int64? = nil, page: Int64, settled: [FieldKey: String] = [:])
        {
            self.reading = reading
            self.document = document
            self.page = page
            self.settled = settled
        }

        public init(_ document: IntakeDocument) {
            self.init(
                document.reading, document: document.id, page: document.page,
                settled: document.reviews.compactMapValues(\.after))
        }

        private func settled(inRow number: Int) -> [FieldKey: String] {
            var values: [FieldKey: String] = [:]
            for (key, value) in settled {
                if let row = key.row, row.number == number { values[row.key] = value }
            }
            return values
        }

        /// The person of the paper, or those of a ledger's rows.
        var people: [FieldReadings] {
            let page = reading.fields.merging(settled) { field, value in
                var field = field
                field.value = value
                return field
            }
            guard !reading.rows.isEmpty else { return [page] }
            return reading.rows.enumerated().map { index, row in
                row.merging(settled(inRow: index + 1)) { field, value in
                    var field = field
                    field.value = value
                    return field
                }
            }
        }
    }

    /// Which values make two papers speak of one person.
    public enum Sameness {
        /// The citizen ID or the student number: papers that only lie together.
        case number
        /// The name as well: papers of one case are about one student.
        case numberOrName
    }

    static let compared: [FieldKey] = [.name, .sex, .birthDate, .citizenID, .studentNumber]

    let sameness: Sameness
    let language: Language

    public init(_ sameness: Sameness, language: Language) {
        self.sameness = sameness
        self.language = language
    }

    /// What `later` says otherwise than `earlier`, one error a field.
    public func findings(_ later: Paper, against earlier: Paper, at time: Int64? = nil) -> [Finding] {
        var found: [Finding] = []
        for person in later.people {
            for other in earlier.people where isSame(person, other) {
                for key in PaperComparison.compared {
                    guard let read = person[key], let known = other[key], let value = read.value, !value.isEmpty,
                        let wanted = known.value, !wanted.isEmpty, value != wanted
                    else { continue }
                    found.append(
                        Finding(
                            code: .crossDocumentMismatch, field: key, severity: .error,
                            message: Phrase.findingCrossDocument.with(
                                key.title.text(language), earlier.reading.documentType.title.text(language),
                                String(earlier.page)
                            ).text(language),
                            regions: [read.region, known.region],
                            other: OtherPaper(
                                documentType: earlier.reading.documentType, field: key, document: earlier.document,
                                page: earlier.page), raisedAt: time))
                }
            }
        }
        return found
    }

    private func isSame(_ one: FieldReadings, _ other: FieldReadings) -> Bool {
        func shared(_ key: FieldKey) -> Bool {
            guard let value = one[key]?.value, !value.isEmpty else { return false }
            return value == other[key]?.value
        }
        return shared(.citizenID) || shared(.studentNumber) || sameness == .numberOrName && shared(.name)
    }

    /// Adds findings to the later of papers that lie in one file.
    public static func compare(_ pages: inout [PageReading], language: Language) {
        let comparison = PaperComparison(.number, language: language)
        var earlier: [Paper] = []
        for page in pages.indices {
            for index in pages[page].documents.indices {
                let paper = Paper(pages[page].documents[index], page: Int64(pages[page].page))
                for other in earlier {
                    pages[page].documents[index].findings += comparison.findings(paper, against: other)
                }
                earlier.append(paper)
            }
        }
    }
}

extension FieldReadings {
    /// A settled value without a reading has no place on the paper and is left out.
    fileprivate func merging(
        _ settled: [FieldKey: String], _ change: (FieldReading, String) -> FieldReading
    ) -> FieldReadings {
        var fields = self
        for (key, value) in settled { fields[key] = fields[key].map { change($0, value) } }
        return fields
    }
}
