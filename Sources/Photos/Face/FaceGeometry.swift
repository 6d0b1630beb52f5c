internal import Foundation
public import IntakeModel

/// 面部几何: where the parts of a face are, in pixels of the upright photo.
public struct FaceGeometry: Sendable {
    /// Of the detector, 0…1.
    public let score: Double
    public let box: Region
    /// Left and right as they are in the picture.
    public let leftEye: Point
    public let rightEye: Point
    public let nose: Point
    public let leftMouth: Point
    public let rightMouth: Point
    /// 468 points; empty without the mesh.
    let mesh: [MeshPoint]
    /// How sure the mesh is that it lies on a face; `nil` without it.
    let meshScore: Double?

    init(_ face: DetectedFace, mesh: [MeshPoint], meshScore: Double?, from part: PhotoPart) {
        score = face.score
        self.meshScore = meshScore
        self.mesh = mesh.map { MeshPoint(place: part.outside($0.place), depth: $0.depth * part.scale) }
        let corner = part.outside(Point(x: face.box.x, y: face.box.y))
        box = Region(
            x: corner.x, y: corner.y, width: face.box.width * part.scale, height: face.box.height * part.scale)
        let marks = face.marks.map(part.outside)
        func middle(_ indices: [Int], _ otherwise: Point) -> Point {
            guard !mesh.isEmpty else { return otherwise }
            let points = indices.map { part.outside(mesh[$0].place) }
            return Point(
                x: points.reduce(0) { $0 + $1.x } / Double(points.count),
                y: points.reduce(0) { $0 + $1.y } / Double(points.count))
        }
        leftEye = middle([33, 133], marks[0])
        rightEye = middle([263, 362], marks[1])
        nose = middle([1], marks[2])
        leftMouth = middle([61], marks[3])
        rightMouth = middle([291], marks[4])
    }

    public var eyeDistance: Double { leftEye.distance(to: rightEye) }
    public var eyes: Point { Point(x: (leftEye.x + rightEye.x) / 2, y: (leftEye.y + rightEye.y) / 2) }
    public var mouth: Point { Point(x: (leftMouth.x + rightMouth.x) / 2, y: (leftMouth.y + rightMouth.y) / 2) }
    /// 面部侧倾: degrees clockwise by which the line of the eyes is turned.
    public var roll: Double { atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x) * 180 / .pi }

    /// 下颏: the mesh's, or as far under the mouth as the mouth is under the nose's root in most faces.
    public var chin: Point {
        if mesh.count == 468 { return mesh[152].place }
        return Point(x: mouth.x + 0.62 * (mouth.x - eyes.x), y: mouth.y + 0.62 * (mouth.y - eyes.y))
    }

    /// Width of the face at the cheekbones.
    public var faceWidth: Double {
        mesh.count == 468 ? mesh[234].place.distance(to: mesh[454].place) : 2.15 * eyeDistance
    }

    /// A place given in eye distances from the middle between the eyes: `across` to the right along their line,
    /// `down` towards the mouth.
    func place(_ across: Double, _ down: Double) -> Point {
        let angle = roll * .pi / 180
        let unit = eyeDistance
        return Point(
            x: eyes.x + unit * (across * cos(angle) - down * sin(angle)),
            y: eyes.y + unit * (across * sin(angle) + down * cos(angle)))
    }

    /// Upright square around such a place, `size` eye distances wide.
    func patch(_ across: Double, _ down: Double, _ size: Double) -> Region {
        patch(around: place(across, down), size)
    }

    func patch(around middle: Point, _ size: Double) -> Region {
        let side = size * eyeDistance
        return Region(x: middle.x - side / 2, y: middle.y - side / 2, width: side, height: side)
    }

    /// From above the brows to the chin, ear to ear: where clarity is judged.
    var inner: Region {
        let points = [place(-0.95, -0.55), place(0.95, -0.55), place(-0.95, 1.6), place(0.95, 1.6)]
        return Region(enclosing: points) ?? box
    }
}
