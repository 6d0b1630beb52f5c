internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 找名章: the rectangular name stamp of a registrar, as a patch of red ink near its place on the form.
struct NameStampFinder {
    let lines: LineReader

    /// Stamps outside the rings already found; none when there is no red ink near the place.
    func stamps(
        on sheet: InkSheet, template: FormTemplate, rings: [Region]
    ) throws(IntakeError) -> [OfficialSeal] {
        guard sheet.inks.hasRed else { return [] }
        var found: [OfficialSeal] = []
        for place in template.seals where place.shape == .rectangle {
            guard let box = patch(on: sheet, template: template, place: place, rings: rings) else { continue }
            let reading = lines.plainReading(of: try lines.lattice(of: picture(of: box, on: sheet)))
            let letters = reading.characters.filter { $0.character.isLetter && !$0.character.isASCII }
            let text = letters.count >= 2 ? String(letters.map(\.character)) : nil
            found.append(
                OfficialSeal(
                    role: place.role, text: text,
                    confidence: text == nil ? 0.6 : min(0.85, letters.map(\.confidence).min() ?? 0),
                    region: sheet.fileRegion(box), shape: .rectangle))
        }
        return found
    }

    /// The largest patch of red ink of about the stamp's size, in pixels of the straightened picture.
    private func patch(on sheet: InkSheet, template: FormTemplate, place: SealPlace, rings: [Region]) -> Region? {
        let table = sheet.paper.table
        let perX = table.width / template.tableWidth
        let perY = table.height / template.tableHeight
        let wanted = place.rectangle.inset(dx: -place.size[0] * 0.6, dy: -place.size[1] * 0.8)
        let area = Region(
            x: table.x + wanted.x * perX, y: table.y + wanted.y * perY, width: wanted.width * perX,
            height: wanted.height * perY)
        let factor = max(1, perX / 4)
        let map = Resampling.shrink(sheet.inks.red, by: factor)
        var mask = Plane<UInt8>(width: map.width, height: map.height, filledWith: 0)
        for y in max(0, Int(area.y / factor))..<max(0, min(map.height, Int(area.maxY / factor))) {
            for x in max(0, Int(area.x / factor))..<max(0, min(map.width, Int(area.maxX / factor))) {
                let point = Point(x: Double(x) * factor, y: Double(y) * factor)
                let inRing = rings.contains {
                    hypot(point.x - $0.center.x, point.y - $0.center.y) < $0.width * 0.53
                }
                if map[x, y] > 28, !inRing { mask[x, y] = 1 }
            }
        }
        // Strokes of one stamp are at most a millimetre and a half apart.
        let joined = InkPatches.joined(mask, radius: 3)
        let width = place.size[0] * perX / factor
        let height = (place.size.count > 1 ? place.size[1] : place.size[0]) * perY / factor
        let boxes = InkPatches.boxes(joined).filter {
            $0.width > width * 0.5 && $0.width < width * 1.9 && $0.height > height * 0.5 && $0.height < height * 2.2
        }
        // A frame is inked along most of its sides; a row of text is not.
        guard let best = boxes.filter({ framed($0, mask) > 0.45 }).max(by: { $0.area < $1.area }) else { return nil }
        let inner = best.inset(dx: 3, dy: 3)
        return Region(
            x: inner.x * factor, y: inner.y * factor, width: inner.width * factor, height: inner.height * factor)
    }

    /// Share of the box's upper and lower sides near which the mask has ink.
    private func framed(_ box: Region, _ mask: Plane<UInt8>) -> Double {
        let left = Int(box.x) + 3
        let right = Int(box.maxX) - 3
        guard right > left else { return 0 }
        var hits = 0
        for x in left..<right {
            for side in [box.y + 3, box.maxY - 3] {
                let rows = max(0, Int(side) - 4)...max(0, min(mask.height - 1, Int(side) + 4))
                if rows.contains(where: { mask[min(mask.width - 1, x), $0] != 0 }) { hits += 1 }
            }
        }
        return Double(hits) / Double(2 * (right - left))
    }

    /// The stamp in its own colours without its border.
    private func picture(of box: Region, on sheet: InkSheet) -> PageImage {
        let inside = box.inset(dx: box.width * 0.06, dy: box.height * 0.12)
        let map = PlaneTransform(coefficients: [1, 0, inside.x, 0, 1, inside.y, 0, 0])
        return Resampling.warp(
            sheet.paper.image, width: max(8, Int(inside.width)), height: max(8, Int(inside.height)), by: map, fill: 255)
    }
}
