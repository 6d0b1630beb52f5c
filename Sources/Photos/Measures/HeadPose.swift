internal import Foundation
internal import IntakeModel

/// 头部姿态 (ISO/IEC 29794-5 "Head pose"): yaw and pitch in degrees, from the depth of the mesh.
enum HeadPose {
    static func measure(_ face: FaceGeometry, into measures: inout PhotoMeasures) {
        guard face.mesh.count == 468 else { return }
        let (left, right) = (face.mesh[234], face.mesh[454])
        let across = left.place.distance(to: right.place)
        measures[.yaw] = abs(atan2(right.depth - left.depth, across) * 180 / .pi)
        let (top, bottom) = (face.mesh[10], face.mesh[152])
        let down = top.place.distance(to: bottom.place)
        measures[.pitch] = abs(atan2(bottom.depth - top.depth, down) * 180 / .pi)
    }
}
