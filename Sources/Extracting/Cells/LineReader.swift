internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// Reads line pictures with the engines at hand and gives every result the same shape, a CTC lattice.
final class LineReader {
    let recognizer: LineRecognizer
    let characters: CharacterList
    let decoder: FieldDecoder

    init(recognizer: LineRecognizer, facts: IntakeFacts) {
        self.recognizer = recognizer
        characters = recognizer.ppocr?.characters ?? CharacterList.unicode
        decoder = FieldDecoder(characters: characters, facts: facts)
    }

    /// The name under which values are delivered.
    var source: String { recognizer.ppocr == nil ? "tesseract" : "ppocr" }

    func lattice(of line: PageImage) throws(IntakeError) -> CTCLattice {
        if let ppocr = recognizer.ppocr { return try ppocr.lattice(of: line) }
        let reading = recognizer.tesseract?.read(line) ?? LineReading(characters: [])
        return CTCLattice(reading, characters: characters)
    }

    /// The most probable text with the place of every character.
    func plainReading(of lattice: CTCLattice) -> LineReading {
        LineReading(
            characters: lattice.greedyPath().compactMap { step in
                characters.characters[step.character].first.map {
                    ReadCharacter(
                        character: $0, confidence: Double(step.confidence),
                        position: lattice.position(ofStep: Double(step.firstStep + step.lastStep) / 2))
                }
            })
    }

    /// Asks Tesseract when it is not the first engine already.
    func secondOpinion(on lines: [PageImage], as grammar: FieldGrammarName) -> String? {
        guard recognizer.ppocr != nil, let tesseract = recognizer.tesseract else { return nil }
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
