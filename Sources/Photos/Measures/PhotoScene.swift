internal import ImageCodecs
internal import IntakeModel

/// What the measures look at: the photo small, its face, its frame, what is behind the head.
struct PhotoScene {
    let overview: PhotoPart
    let luma: Plane<UInt8>
    let face: FaceGeometry?
    /// The part of the photo that counts, in its pixels: the whole of it, or what would be cut out.
    let frame: Region
    let backdrop: Backdrop

    init(overview: PhotoPart, face: FaceGeometry?, frame: Region, backdrop: Backdrop) {
        self.overview = overview
        self.face = face
        self.frame = frame
        self.backdrop = backdrop
        luma = overview.image.luminance
    }

    /// Median colour of the skin: between the brows, under the eyes, at the root of the nose, on the forehead. A mask covers
    /// none of these, a fringe only one.
    var skin: LabColour? {
        guard let face else { return nil }
        let colours = [(0.0, -0.25), (-0.5, 0.36), (0.5, 0.36), (0.0, 0.2), (0.0, -0.6)].compactMap {
            overview.image.meanLab(overview.inside(face.patch($0.0, $0.1, 0.18)))
        }
        guard colours.count == 5 else { return nil }
        func middle(_ values: [Double]) -> Double { values.sorted()[2] }
        var skin = colours[0]
        skin.lightness = middle(colours.map(\.lightness))
        skin.a = middle(colours.map(\.a))
        skin.b = middle(colours.map(\.b))
        return skin
    }
}
