internal import Foundation
internal import ImageCodecs
internal import IntakeModel

/// 照片制作: turned upright, in sRGB, cut by the face, scaled down, compressed to the size that is asked for.
///
/// Never scaled up, recoloured or retouched: departments refuse edited photos.
struct PhotoPreparer {
    let profile: PhotoProfile
    let language: Language

    /// Reasons that are mended by another frame.
    private static let byCutting: Set<ReasonCode> = [.offCentre, .headTooSmall, .headTooLarge, .headTopMargin]

    /// `nil` when something is wrong that cannot be mended here; the report says what.
    func prepare(
        _ inspection: PhotoChecker.Inspection, _ order: PrepareOrder, _ answer: inout PhotoAnswer
    ) throws(IntakeError) -> PreparedPhoto? {
        guard let raster = inspection.raster, let facts = inspection.facts, let data = inspection.data else {
            return nil
        }
        let left = inspection.report.reasons.filter { !$0.fixable }
        guard !left.contains(where: { $0.verdict == .fail }) else { return nil }
        // Refusals that were mended are gone; what was doubtful stays so.
        let verdict: PhotoVerdict = left.isEmpty ? .pass : .review
        let finished: (data: Data, quality: Int?)
        if inspection.report.reasons.allSatisfy({ !$0.fixable || $0.code == .trailingData }),
            let kept = keep(data, facts, raster)
        {
            finished = (kept, nil)
            answer.print = print(raster.part(raster.bounds, points: 2).image)
        } else {
            guard let made = try make(inspection, raster, facts) else { return nil }
            finished = (made.data, made.quality)
            answer.print = print(made.image)
        }
        let path = verdict == .pass ? order.passed : order.review
        // The run syncs all of them at its end; until then `hash` tells whether this one is whole.
        try DurableFile.write(finished.data, to: URL(filePath: path), isSynced: false)
        answer.report.reasons.removeAll { $0.fixable }
        answer.report.verdict = verdict
        return PreparedPhoto(
            path: path, bytes: finished.data.count, hash: ContentHash.hexadecimal(finished.data),
            quality: finished.quality,
            verdict: verdict)
    }

    /// The file's own picture data, when everything about them is as it should be.
    private func keep(_ data: PhotoBytes, _ facts: ContainerFacts, _ raster: PhotoRaster) -> Data? {
        guard facts.format == .jpeg, facts.orientation == 1, raster.width == profile.width.value,
            raster.height == profile.height.value
        else { return nil }
        if let icc = facts.icc, let colours = ColourProfile(icc: icc), !colours.changesNothing { return nil }
        let end = data.count - facts.trailingBytes
        guard let plain = PlainContainer.rewritten(data.prefix(end), end: end, dpi: profile.dpi.value),
            plain.count <= profile.bytes.value
        else { return nil }
        return plain
    }

    private func make(
        _ inspection: PhotoChecker.Inspection, _ raster: PhotoRaster, _ facts: ContainerFacts
    ) throws(IntakeError) -> (data: Data, quality: Int, image: PageImage)? {
        let (width, height) = (profile.width.value, profile.height.value)
        let isExact = raster.width == width && raster.height == height
        guard let plan = inspection.plan else { return nil }
        let needsCut = inspection.report.reasons.contains { $0.fixable && PhotoPreparer.byCutting.contains($0.code) }
        let hasShape = abs(Double(raster.width) / Double(raster.height) / profile.aspect - 1) <= 0.004
        let frame = isExact || hasShape && !needsCut ? raster.bounds : plan.frame
        guard frame.width / Double(width) >= 0.999 else { return nil }
        let points = [1, 2, 4].first { frame.width * Double($0) / 8 >= Double(width) } ?? 8
        let part = raster.part(frame, points: points)
        var image =
            isExact
            ? part.image
            : Downscaling.picture(part.image, part.inside(frame), width: width, height: height)
        if let icc = facts.icc, let colours = ColourProfile(icc: icc) { image = colours.converted(image) }
        image.dpi = Double(profile.dpi.value)
        guard let found = try SizeSearch.jpeg(image, bytes: profile.bytes.value, quality: profile.quality.value)
        else { return nil }
        return (found.data, found.quality, image)
    }

    /// Means of 16 × 20 patches, grey levels.
    private func print(_ image: PageImage) -> Data {
        let luma = image.luminance
        var print = Data(capacity: 320)
        for row in 0..<20 {
            let rows = (row * luma.height / 20)..<max(row * luma.height / 20 + 1, (row + 1) * luma.height / 20)
            for column in 0..<16 {
                let columns =
                    (column * luma.width / 16)..<max(column * luma.width / 16 + 1, (column + 1) * luma.width / 16)
                var sum = 0
                luma.values.withUnsafeBufferPointer { values in
                    for y in rows { for x in columns { sum += Int(values[y * luma.width + x]) } }
                }
                print.append(UInt8(sum / (rows.count * columns.count)))
            }
        }
        return print
    }

    /// The finished photo in spite of what is wrong with it, for a person to overrule; answers the path.
    func inSpite(_ inspection: PhotoChecker.Inspection, _ path: String) throws(IntakeError) -> String? {
        guard let raster = inspection.raster, let facts = inspection.facts,
            let made = try make(inspection, raster, facts)
        else { return nil }
        try DurableFile.write(made.data, to: URL(filePath: path), isSynced: false)
        return path
    }

    /// A small JPEG of the whole photo, upright; answers the path.
    func preview(_ inspection: PhotoChecker.Inspection, _ path: String) throws(IntakeError) -> String? {
        guard let data = small(inspection, width: PhotoPreparer.previewWidth) else { return nil }
        try DurableFile.write(data, to: URL(filePath: path), isSynced: false)
        return path
    }

    /// Pixels; as large as a screen shows it beside its reasons.
    private static let previewWidth = 480

    /// 160 pixels wide; nothing for what could not be decoded.
    func thumbnail(_ inspection: PhotoChecker.Inspection) -> Data? { small(inspection, width: 160) }

    private func small(_ inspection: PhotoChecker.Inspection, width most: Int) -> Data? {
        guard let raster = inspection.raster else { return nil }
        let longest = Double(max(raster.width, raster.height))
        let wanted = Double(most) * 1.25 * longest / Double(max(1, raster.width))
        let overview = raster.overview(atLeast: Int(min(4000, wanted)))
        let width = min(most, overview.image.width)
        let height = max(1, overview.image.height * width / max(1, overview.image.width))
        guard height <= 6 * most else { return nil }
        let region = Region(
            x: 0, y: 0, width: Double(overview.image.width), height: Double(overview.image.height))
        let small = Downscaling.picture(overview.image, region, width: width, height: height)
        return try? JPEGFile.encode(small, quality: 75)
    }
}
