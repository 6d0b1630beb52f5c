internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// Reads line pictures with the engines at hand and gives every result the same shape, a CTC lattice.
final class LineReader {
    let recognizer: LineRecognizer
    let decoder: FieldDecoder
    let facts: IntakeFacts
    /// What the page at hand may still cost; `nil` without a limit.
    var budget: WorkBudget?

    init(recognizer: LineRecognizer, facts: IntakeFacts) {
        self.recognizer = recognizer
        self.facts = facts
        decoder = FieldDecoder(facts: facts)
    }

    /// The name under which values are delivered.
    var source: String { recognizer.ppocr == nil ? "tesseract" : "ppocr" }

    /// The best engine at hand. `breadth` as for `PPOCRRecognizer.lattice`.
    func lattice(of line: PageImage, breadth: Double = 1) throws(IntakeError) -> CTCLattice {
        try budget?.check()
        if let ppocr = recognizer.ppocr { return try ppocr.lattice(of: line, breadth: breadth) }
        return CTCLattice(recognizer.tesseract?.read(line) ?? LineReading(characters: []), characters: .unicode)
    }

    /// The quickest engine: for labels, and for a first reading of print. `breadth` as for `PPOCRRecognizer.lattice`.
    func quickLattice(of line: PageImage, breadth: Double = LineReader.narrow) throws(IntakeError) -> CTCLattice {
        try budget?.check()
        if let quick = recognizer.quick { return try quick.lattice(of: line, breadth: breadth) }
        return try lattice(of: line)
    }

    /// Lines so much narrower are read as well by the quick engine, in that share of the time: of 2500 fields of tuning
    /// pages three more were right, of 350 legible seals three more.
    static let narrow = 0.75

    func plainReading(of lattice: CTCLattice) -> LineReading { lattice.plainReading() }

    /// Asks Tesseract when it is not the first engine already.
    func secondOpinion(on lines: [PageImage], as grammar: FieldGrammarName) -> String? {
        guard recognizer.ppocr != nil, let tesseract = recognizer.tesseract, budget?.isSpent != true else {
            return nil
        }
        let only: String? =
            switch grammar {
            case .citizenID: "0123456789X"
            case .studentNumber: "0123456789XGJL"
            case .phone: "0123456789-"
            case .date: "0123456789年月日.-/"
            default: nil
            }
        return lines.map { tesseract.read($0, only: only).text }.joined()
    }
}
