public import IntakeModel

/// 复核经过: everything that was ever decided about a paper, in order, and what of it holds.
public struct ReviewTrail: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public var id: Int64
        public var field: FieldKey
        public var review: FieldReview
        /// The entry that it takes back.
        public var undoes: Int64?

        public init(id: Int64, field: FieldKey, review: FieldReview, undoes: Int64? = nil) {
            self.id = id
            self.field = field
            self.review = review
            self.undoes = undoes
        }
    }

    public let entries: [Entry]
    /// What was not taken back.
    public let live: [Entry]

    public init(_ entries: [Entry]) {
        self.entries = entries
        let undone = Set(entries.compactMap(\.undoes))
        live = entries.filter { $0.review.action != .undo && !undone.contains($0.id) }
    }

    /// The newest decision of a person that can be taken back.
    public func last(by person: String) -> Entry? { live.last { $0.review.person == person } }

    /// What is settled, and what single persons have keyed of fields that are not.
    ///
    /// Two who key the same settle a field; where they differ, whatever the third says does.
    public var outcome: (settled: [FieldKey: FieldReview], keyed: [FieldKey: [FieldReview]]) {
        var settled: [FieldKey: FieldReview] = [:]
        var keyed: [FieldKey: [FieldReview]] = [:]
        for entry in live where entry.review.action.isValue || entry.review.action == .reject {
            let (key, review) = (entry.field, entry.review)
            guard review.keying != nil else {
                settled[key] = review
                keyed[key] = nil
                continue
            }
            var people = (keyed[key] ?? []).filter { $0.person != review.person }
            people.append(review)
            let agree = people.count == 2 && people[0].settles == people[1].settles
            settled[key] = agree || people.count > 2 ? review : nil
            keyed[key] = settled[key] == nil ? people : nil
        }
        return (settled, keyed)
    }
}
