import FormDrawing
import IntakeModel

/// 差错表: everything that was not right, a line each, tab-separated.
enum MissTable {
    static func text(_ scoring: AccuracyScoring) -> String {
        var lines = ["file\twhat\twanted\tread\tconfidence\traw\tdamages"]
        for paper in scoring.papers {
            let damages = paper.damages.map(\.rawValue).joined(separator: ",")
            if !paper.right {
                lines.append(
                    "\(paper.file)\ttype\t\(paper.wanted.rawValue)\t\(paper.read?.rawValue ?? "-")\t\t\t\(damages)")
            }
            for code in paper.findingsWanted.symmetricDifference(paper.findingsRead).sorted(by: {
                $0.rawValue < $1.rawValue
            }) {
                let wanted = paper.findingsWanted.contains(code)
                lines.append("\(paper.file)\tfinding \(code.rawValue)\t\(wanted)\t\(!wanted)\t\t\t\(damages)")
            }
        }
        for field in scoring.fields where !field.right {
            let damages = field.damages.map(\.rawValue).joined(separator: ",")
            lines.append(
                "\(field.place.file)\t\(field.label)\t\(field.wanted)\t\(field.read ?? "null")\t\(AccuracyReport.number(field.confidence, 3))\t\(field.raw)\t\(damages)"
            )
        }
        for seal in scoring.seals where seal.found == nil || !seal.textRight {
            lines.append(
                "\(seal.file)\tseal \(seal.wanted.role.rawValue) \(seal.wanted.shape.rawValue)\t\(seal.wanted.text)\t\(seal.found.map { $0.text ?? "null" } ?? "not found")\t\t\t\(seal.wanted.legible == false ? "illegible" : "")"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
