internal import IntakeModel

/// 扫描成图: worn sheets on the glass, scanned as planned.
struct ScannedPicture {
    let image: PageImage
    /// Per sheet, its pixels to picture pixels.
    let maps: [PlaneTransform]
    /// Clockwise turn that makes the picture upright.
    let rotation: Int

    init(_ sheets: [PageImage], plan: DamagePlan, _ random: inout SeededRandom) {
        let worn = sheets.map { sheet in
            var wear = PaperWear(sheet, plan: plan, dpi: plan.dpi)
            wear.wear(&random)
            return wear.image
        }
        var glass = ScannerGlass(plan)
        glass.lay(worn, &random)
        var head = ScannerHead(glass.image, plan: plan)
        head.scan(&random)
        image = head.image
        maps = glass.maps
        rotation = glass.rotation
    }
}
