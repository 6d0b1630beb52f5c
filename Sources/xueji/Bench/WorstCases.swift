import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel

/// 最差的例子: small pictures of what was read wrongly, the most confident errors first.
struct WorstCases {
    struct Case {
        var picture: String
        var caption: String
    }

    let folder: URL
    /// Where the sample pages lie.
    let samples: [String: String]

    static let most = 12
    private static let mostBytes = 60_000

    /// Clears the folder's pictures and writes at most twelve, each under 60 kB.
    func write(_ scoring: AccuracyScoring) throws -> [Case] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for old in try FileManager.default.contentsOfDirectory(atPath: folder.path) where old.hasSuffix(".png") {
            try FileManager.default.removeItem(at: folder.appending(path: old))
        }
        var cases: [Case] = []
        for (place, caption) in chosen(scoring) where cases.count < WorstCases.most {
            guard let path = samples[place.file], let page = try ImageDecoder().pages(at: URL(filePath: path)).first
            else { continue }
            let name = String(format: "%02d.png", cases.count + 1)
            guard let data = try picture(page, place.region, rotation: place.rotation) else { continue }
            try DurableFile.write(data, to: folder.appending(path: name))
            cases.append(Case(picture: name, caption: caption))
        }
        return cases
    }

    private typealias Place = (file: String, region: Region, rotation: Int)

    /// Silent errors, then papers not recognised, then plain misses; no kind of field twice.
    private func chosen(_ scoring: AccuracyScoring) -> [(Place, String)] {
        func describe(_ field: FieldOutcome) -> (Place, String) {
            let damages = field.damages.map(\.rawValue).joined(separator: ", ")
            return (
                (field.place.file, field.place.region, field.place.rotation),
                "\(field.label): “\(field.wanted)” was read as “\(field.read ?? "nothing")” at \(AccuracyReport.number(field.confidence, 2)) (\(damages))"
            )
        }
        var seen: Set<String> = []
        func isNew(_ field: FieldOutcome) -> Bool {
            seen.insert(field.place.documentType.rawValue + field.place.key.rawValue).inserted
        }
        let silent = scoring.fields.filter(\.silent).sorted { $0.confidence > $1.confidence }.filter(isNew)
        let papers = scoring.papers.filter { !$0.right && $0.region != nil }
        let misses = scoring.fields.filter { !$0.right && !$0.silent && $0.delivered && !$0.signature }
            .sorted { ($0.critical ? 1 : 0, $0.confidence) > ($1.critical ? 1 : 0, $1.confidence) }
            .filter(isNew)
        return silent.prefix(6).map(describe)
            + papers.prefix(3).map { paper in
                let damages = paper.damages.map(\.rawValue).joined(separator: ", ")
                return (
                    (paper.file, paper.region ?? Region(x: 0, y: 0, width: 1, height: 1), paper.rotation),
                    "\(paper.wanted.rawValue) was taken for \(paper.read?.rawValue ?? "nothing") (\(damages))"
                )
            } + misses.map(describe)
    }

    /// The region with some of its surroundings, upright, made smaller until it is small enough.
    private func picture(_ page: PageImage, _ region: Region, rotation: Int) throws -> Data? {
        let border = max(12, min(region.width, region.height) * 0.4)
        guard let box = region.inset(dx: -border, dy: -border).intersection(page.bounds) else { return nil }
        var width = 480.0
        while width > 60 {
            let scale = min(1, width / max(box.width, box.height))
            let data = try PNGFile.encode(PictureCrop.upright(page, box, scale: scale, rotation: rotation))
            if data.count < WorstCases.mostBytes { return data }
            width *= 0.75
        }
        return nil
    }
}

/// Cutting and shrinking by area means, turned by quarters.
enum PictureCrop {
    static func upright(_ page: PageImage, _ box: Region, scale: Double, rotation: Int) -> PageImage {
        let width = max(1, Int(box.width * scale))
        let height = max(1, Int(box.height * scale))
        let turned = rotation % 180 != 0
        var out = PageImage(
            width: turned ? height : width, height: turned ? width : height, channels: 3, filledWith: 255)
        for y in 0..<height {
            for x in 0..<width {
                let colour = mean(page, box, x, y, scale)
                let (tx, ty) =
                    switch rotation {
                    case 90: (height - 1 - y, x)
                    case 180: (width - 1 - x, height - 1 - y)
                    case 270: (y, width - 1 - x)
                    default: (x, y)
                    }
                // Few colours make small files.
                for c in 0..<3 { out.pixels[3 * (ty * out.width + tx) + c] = UInt8(min(255, colour[c] & ~15 | 8)) }
            }
        }
        return out
    }

    private static func mean(_ page: PageImage, _ box: Region, _ x: Int, _ y: Int, _ scale: Double) -> [Int] {
        let left = Int(box.x + Double(x) / scale)
        let top = Int(box.y + Double(y) / scale)
        let right = min(page.width, max(left + 1, Int(box.x + Double(x + 1) / scale)))
        let bottom = min(page.height, max(top + 1, Int(box.y + Double(y + 1) / scale)))
        var sums = [0, 0, 0]
        var count = 0
        for py in top..<bottom {
            for px in left..<right {
                let at = (py * page.width + px) * page.channels
                for c in 0..<3 { sums[c] += Int(page.pixels[at + (page.channels == 3 ? c : 0)]) }
                count += 1
            }
        }
        return sums.map { $0 / max(1, count) }
    }
}
