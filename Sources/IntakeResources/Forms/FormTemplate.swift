internal import Foundation
public import IntakeModel

/// 表单版式: one printed form, described once and used to draw, to print and to read it.
///
/// Lengths are millimetres. Cell and seal rectangles are `[x, y, width, height]` in the frame of the table: origin at
/// its upper left corner. Readers must not rely on the lengths, only on the order and adjacency of the cells:
/// printings of other years and provinces differ.
public struct FormTemplate: Sendable, Codable {
    public let documentType: DocumentType
    public let title: FormLabel
    /// Words that such a paper carries besides its title; for titles as general as 证明.
    public let marks: [String]?
    /// Whom a label may name first: 投诉人性别 is 性别 where the form is about two people.
    public let subjects: [String]?
    /// Width and height of the paper.
    public let paper: [Double]
    /// Upper left corner of the table on the paper.
    public let tableOrigin: [Double]
    /// Height of the title's characters.
    public let titleHeight: Double
    /// Lines above the table; on papers without a table, the lines that carry its fields.
    public let head: [FormLine]?
    /// Cells that tile the table without gaps; none on papers without a table.
    public let cells: [FormCell]
    /// Lines under the table, each with labels and fields.
    public let foot: [FormLine]
    /// Printed remarks under the table.
    public let notes: [String]
    public let seals: [SealPlace]
    public let source: String

    /// Certificates and letters have no table: their fields are found by labels and by the run of the sentence.
    public var hasTable: Bool { !cells.isEmpty }
    public var tableWidth: Double { cells.map(\.rectangle.maxX).max() ?? paper[0] }
    public var tableHeight: Double { cells.map(\.rectangle.maxY).max() ?? paper[1] }

    /// Every field that the page has once, in reading order; not those of a ledger's rows.
    public var fields: [FormField] {
        let all =
            (head ?? []).flatMap(\.fields) + cells.filter { $0.row == nil }.flatMap(\.fields) + foot.flatMap(\.fields)
        var seen: Set<FieldKey> = []
        return all.filter { seen.insert($0.key).inserted }
    }

    /// Numbers of a ledger's rows, from 1; empty on other papers.
    public var rowNumbers: [Int] { Set(cells.compactMap(\.row)).sorted() }

    /// The fields of every row of a ledger, in reading order.
    public var rowFields: [FormField] {
        guard let first = rowNumbers.first else { return [] }
        return cells.filter { $0.row == first }.flatMap(\.fields)
    }
}

/// 栏名: what is printed beside a field, with the other wordings seen for it.
public struct FormLabel: Sendable, Codable, Hashable {
    /// As the drawn form prints it.
    public let text: String
    /// Other wordings; traditional forms and punctuation need not be listed.
    public let aliases: [String]?

    public init(text: String, aliases: [String]? = nil) {
        self.text = text
        self.aliases = aliases
    }

    public var wordings: [String] { [text] + (aliases ?? []) }
}

/// One cell of the table: a label, a field, or a block of lines.
public struct FormCell: Sendable, Codable {
    /// `[x, y, width, height]`.
    public let at: [Double]
    public let label: FormLabel?
    public let field: FormField?
    /// A block with several lines, such as 转学理由 with signature and date below.
    public let lines: [FormLine]?
    /// 行号: the student's row of a ledger to which the cell belongs, from 1.
    public let row: Int?

    public init(at: [Double], label: FormLabel?, field: FormField?, lines: [FormLine]?, row: Int?) {
        self.at = at
        self.label = label
        self.field = field
        self.lines = lines
        self.row = row
    }

    public var fields: [FormField] { (field.map { [$0] } ?? []) + (lines ?? []).flatMap(\.fields) }

    public var rectangle: Region { Region(x: at[0], y: at[1], width: at[2], height: at[3]) }
}

/// One line of labels and fields, such as `经办人（签字）：____`.
public struct FormLine: Sendable, Codable {
    public enum Alignment: String, Sendable, Codable { case left, center, right }

    public let align: Alignment
    public let parts: [FormPart]

    public init(align: Alignment, parts: [FormPart]) {
        self.align = align
        self.parts = parts
    }

    public var fields: [FormField] { parts.compactMap(\.field) }
}

/// A printed label or a field inside a line.
public struct FormPart: Sendable, Codable {
    public let label: FormLabel?
    public let field: FormField?
    /// Blank space for writing, millimetres.
    public let width: Double?

    public init(label: FormLabel?, field: FormField?, width: Double?) {
        self.label = label
        self.field = field
        self.width = width
    }
}

/// What may stand in a field.
public struct FormField: Sendable, Codable, Hashable {
    public let key: FieldKey
    public let grammar: FieldGrammarName
    /// Empty is a finding (`REQUIRED_EMPTY`).
    public let required: Bool?
    /// Wrong is worse than slow: always checked by a person below the threshold.
    public let critical: Bool?
    /// Who writes here.
    public let writing: Writing

    public init(
        key: FieldKey, grammar: FieldGrammarName, required: Bool? = nil, critical: Bool? = nil, writing: Writing
    ) {
        self.key = key
        self.grammar = grammar
        self.required = required
        self.critical = critical
        self.writing = writing
    }

    public enum Writing: String, Sendable, Codable {
        /// By machine over the preprinted form.
        case printed
        /// By a pen.
        case handwritten
        /// A signature: presence counts, the text is a proposal.
        case signature
    }
}

/// 栏目文法: which shapes a value can take.
public enum FieldGrammarName: String, Sendable, Codable, CaseIterable {
    case name, citizenID, studentNumber, date, phone, place, text
    case sex, ethnicGroup, relation, education, maritalStatus, militaryService, bloodType, height, age, gradeClass
}

/// 印章位置: where a seal belongs on the form and whose it must be.
public struct SealPlace: Sendable, Codable {
    public let role: SealRole
    public let shape: SealShape
    /// `[x, y, width, height]` of the area in which the seal's centre may lie, in the frame of the table.
    public let area: [Double]
    /// Diameter, or width and height of a stamp.
    public let size: [Double]
    public let required: Bool

    /// The same seal wanted elsewhere.
    public func moved(to area: [Double]) -> SealPlace {
        SealPlace(role: role, shape: shape, area: area, size: size, required: required)
    }

    public var rectangle: Region { Region(x: area[0], y: area[1], width: area[2], height: area[3]) }
}
