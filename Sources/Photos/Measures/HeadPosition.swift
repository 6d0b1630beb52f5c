internal import Foundation
internal import IntakeModel

/// 头部大小与位置 (ISO/IEC 29794-5 "Head size", "Centring" of the crop margins): how the head lies in the frame.
enum HeadPosition {
    static func measure(
        _ scene: PhotoScene, _ head: HeadOutline, profile: PhotoProfile, into measures: inout PhotoMeasures
    ) {
        guard let face = scene.face else { return }
        let frame = scene.frame
        measures[.eyeDistance] = face.eyeDistance
        measures[.roll] = face.roll
        let middle = (face.eyes.x + face.chin.x) / 2
        measures[.centreOffset] = abs(middle - frame.center.x) / frame.width
        measures[.headSize] = (face.chin.y - head.crown) / frame.height
        measures[.headTop] = (head.crown - frame.y) / frame.height
        measures[.crownTouching] = head.touching
        let finished = Double(profile.height.value) / frame.height
        measures[.faceWidth] = face.faceWidth * finished
        measures[.eyeHeight] = (frame.maxY - face.eyes.y) * finished
        // Eye distance is 0.93 of the way from eyes to mouth in the mean of adults and children (own measurements on
        // drawn and photographed faces; anthropometry: Farkas 1994, en-en and ex-ex over en-sto).
        measures[.stretch] = face.eyeDistance / max(1, face.eyes.distance(to: face.mouth)) / 0.93
    }
}
