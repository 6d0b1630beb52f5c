internal import IntakeModel
public import Photos
public import Registry

/// 照片花名册: finds the student that a photo's name means.
///
/// Names that are understood, alone or together, with folders around them: the citizen ID, the student number, the
/// student's name (with class or school where several have it).
public struct PhotoRoster: Sendable {
    public let rows: [StudentRoster.Row]
    private let byCitizenID: [String: Int]
    private let byStudentNumber: [String: Int]
    private let byName: [String: [Int]]

    public init(_ rows: [StudentRoster.Row]) {
        self.rows = rows
        func index(_ field: StudentField) -> [String: Int] {
            Dictionary(rows.enumerated().compactMap { at, row in row.fields[field].map { ($0, at) } }) { first, _ in
                first
            }
        }
        byCitizenID = index(.citizenID)
        byStudentNumber = index(.studentNumber)
        byName = Dictionary(grouping: rows.indices) { rows[$0].fields[.name] ?? "" }
    }

    public func owner(of file: PhotoFile) -> PhotoOwner {
        let words = PhotoRoster.words(file.stem)
        let numbers = Set(words.compactMap { byCitizenID[$0.uppercased()] ?? byStudentNumber[$0.uppercased()] })
        let named = words.compactMap { byName[$0] }.first ?? []
        guard numbers.count <= 1 else { return PhotoOwner(problem: .ambiguous) }
        if let at = numbers.first {
            // A name beside the number must be the same student's.
            guard named.isEmpty || named.contains(at) else {
                return PhotoOwner(
                    student: rows[at],
                    problem: .contradictory(numberOf: name(at), nameOf: named.map(name).first ?? ""))
            }
            return PhotoOwner(student: rows[at])
        }
        // An ID number that nobody has is not overruled by a name.
        guard !words.contains(where: { CitizenID($0) != nil }) else { return PhotoOwner(problem: .unknown) }
        let places = Set(
            words + file.name.split(separator: "/").dropLast().suffix(3).flatMap { PhotoRoster.words(String($0)) })
        let here = named.count > 1 ? named.filter { at in places.contains(rows[at].fields[.className] ?? "") } : named
        let one = here.count > 1 ? here.filter { at in places.contains(rows[at].fields[.grade] ?? "") } : here
        switch one.count {
        case 1: return PhotoOwner(student: rows[one[0]])
        case 0: return PhotoOwner(problem: named.isEmpty ? .unknown : .ambiguous)
        default: return PhotoOwner(problem: .ambiguous)
        }
    }

    private func name(_ at: Int) -> String { rows[at].fields[.name] ?? "" }

    /// Parts of a name between underscores, hyphens, spaces, brackets.
    private static func words(_ text: String) -> [String] {
        text.split { "_-－—＿ 　()（）[]【】+，,.、".contains($0) }.map(String.init)
    }
}
