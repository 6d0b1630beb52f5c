internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 印章搜寻的底图: a paper on which seals are looked for, with or without a table.
struct SealSheet {
    let paper: StraightenedPaper
    let inks: InkSeparation
    /// An estimate, right to ±20 %: papers are found by their rules, not by their size.
    let pixelsPerMillimetre: Double

    /// Seals of every ink count, told from text by their geometry alone.
    var isGrey: Bool { paper.image.channels == 1 }
}

/// 应盖之章: where the form wants a seal.
struct ExpectedSeal {
    let role: SealRole
    let shape: SealShape
    /// Pixels of the straightened picture in which the seal's centre may lie; may be the whole paper.
    let area: Region
    /// Diameter, or width and height, millimetres.
    let size: [Double]
    let required: Bool
}

extension SealPlace {
    /// The place on a straightened table: its nominal rectangle, scaled with the table.
    func expected(on table: Region, of template: FormTemplate) -> ExpectedSeal {
        let perX = table.width / template.tableWidth
        let perY = table.height / template.tableHeight
        return ExpectedSeal(
            role: role, shape: shape,
            area: Region(
                x: table.x + rectangle.x * perX, y: table.y + rectangle.y * perY, width: rectangle.width * perX,
                height: rectangle.height * perY),
            size: size, required: required)
    }
}
