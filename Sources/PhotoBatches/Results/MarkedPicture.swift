internal import Foundation
internal import IntakeModel
internal import Photos

/// A small picture with what is wrong drawn on it: the face, the line of the eyes, crown and chin, and the reason.
struct MarkedPicture {
    private let answer: PhotoAnswer

    init(_ answer: PhotoAnswer) { self.answer = answer }

    /// The beginning of a sentence, as much of it as the strip under the picture holds.
    static func short(_ sentence: String) -> String {
        let first = sentence.split { "：，。；（:,;(".contains($0) }.first.map(String.init) ?? ""
        var (kept, width) = ("", 0)
        for character in first {
            // Chinese characters are twice as wide.
            width += character.unicodeScalars.allSatisfy { $0.value < 0x2E80 } ? 1 : 2
            if width > 24 { return kept + "…" }
            kept.append(character)
        }
        return kept
    }

    var svg: String {
        let report = answer.report
        guard let thumbnail = answer.thumbnail else {
            return """
                <svg viewBox="0 0 160 197"><text x="80" y="112" text-anchor="middle" font-size="40">?</text></svg>
                """
        }
        let size =
            report.face.map { ($0.width, $0.height) }
            ?? (Int(report.measures[.width] ?? 160), Int(report.measures[.height] ?? 197))
        let height = 160 * Double(size.1) / Double(max(1, size.0))
        let scale = 160 / Double(max(1, size.0))
        func n(_ value: Double) -> String { String((value * scale * 10).rounded() / 10) }
        let colour = report.verdict == .fail ? "#e02020" : "#e09000"
        var marks = ""
        if let face = report.face {
            let codes = Set(report.reasons.map(\.code))
            marks += "<rect x=\"\(n(face.box.x))\" y=\"\(n(face.box.y))\" width=\"\(n(face.box.width))\" "
            marks += "height=\"\(n(face.box.height))\"/>"
            if !codes.isDisjoint(with: [.tilted, .headPose, .eyesClosed, .eyesNotVisible]) {
                marks +=
                    "<path d=\"M\(n(face.leftEye.x)) \(n(face.leftEye.y))L\(n(face.rightEye.x)) \(n(face.rightEye.y))\"/>"
            }
            if !codes.isDisjoint(with: [.headTooLarge, .headTooSmall, .headTopMargin, .headCropped]) {
                for row in [face.crown, face.chin.y] {
                    marks += "<path d=\"M0 \(n(row))H160\" stroke-dasharray=\"6 4\"/>"
                }
            }
            if codes.contains(.offCentre) {
                marks += "<path d=\"M80 0V\(Int(height))\" stroke-dasharray=\"6 4\"/>"
                let middle = (face.leftEye.x + face.rightEye.x) / 2
                marks += "<path d=\"M\(n(middle)) 0V\(Int(height))\"/>"
            }
        }
        let label = report.reasons.first.map { ContactSheet.escaped(MarkedPicture.short($0.message)) } ?? ""
        return """
            <svg viewBox="0 0 160 \(Int(height))"><image width="160" height="\(Int(height))" \
            href="data:image/jpeg;base64,\(thumbnail.base64EncodedString())"/><g fill="none" stroke="\(colour)" \
            stroke-width="2">\(marks)</g><rect y="\(Int(height) - 18)" width="160" height="18" fill="\(colour)" \
            opacity=".85"/><text x="5" y="\(Int(height) - 5)" font-size="12" fill="#fff">\(label)</text></svg>
            """
    }
}
