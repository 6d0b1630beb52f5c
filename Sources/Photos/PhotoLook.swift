internal import IntakeModel

/// Looking at the pixels of a photo: the face, then one measure after the other.
struct PhotoLook {
    let checker: PhotoChecker
    let raster: PhotoRaster

    struct Result {
        var reasons: [PhotoReason] = []
        var plan: CropPlan?
        var place: FacePlace?
    }

    func look(_ measures: inout PhotoMeasures) -> Result {
        var result = Result()
        let profile = checker.profile
        let overview = raster.overview(atLeast: PhotoChecker.overviewSide)
        var face: FaceGeometry?
        var failed = false
        if let finder = checker.finder {
            do throws(IntakeError) {
                let finding = try finder.find(in: overview)
                face = finding.face
                measures[.faces] = Double(finding.count)
                measures[.quarterTurns] = Double(finding.quarterTurns)
                measures[.faceDetection] = finding.face?.score
            } catch {
                failed = true
            }
        }
        if checker.finder == nil || failed {
            result.reasons.append(reason(.notChecked, .photoNotCheckedFace))
        } else if checker.finder?.hasMesh == false {
            result.reasons.append(reason(.notChecked, .photoNotCheckedMesh))
        }
        let floor = face?.eyes.y ?? Double(raster.height) * 0.4
        let first = Backdrop(overview, frame: raster.bounds, floor: floor, face: face)
        var frame = raster.bounds
        var backdrop = first
        if let face {
            let head = HeadOutline(face, first)
            let plan = CropPlan(face, crown: head.crown, bounds: raster.bounds, profile: profile)
            result.plan = plan
            result.place = FacePlace(
                box: face.box, leftEye: face.leftEye, rightEye: face.rightEye, chin: face.chin, crown: head.crown,
                width: raster.width, height: raster.height)
            if abs((measures[.aspect] ?? 1) - 1) > 0.02 {
                // What is judged is what would be cut out.
                frame = plan.frame
                backdrop = Backdrop(overview, frame: frame, floor: face.eyes.y, face: face)
            }
        } else {
            result.plan = CropPlan(middleOf: raster.bounds, profile: profile)
        }
        let scene = PhotoScene(overview: overview, face: face, frame: frame, backdrop: backdrop)
        clarity(scene, &measures, &result)
        light(scene, &measures)
        guard checker.finder != nil, !failed else { return result }
        composition(scene, &measures)
        return result
    }

    private func reason(_ code: ReasonCode, _ message: Phrase) -> PhotoReason {
        PhotoReason(code, .review, message: message, language: checker.language)
    }

    /// Below this knee there is as much at fine frequencies as a photo has that was never scaled up: own measurements on drawn
    /// and photographed faces, 0.61…1.02 as they were taken, 1.15 and more of what was a half or a third as large.
    private static let fineKnee = 0.95

    private func clarity(_ scene: PhotoScene, _ measures: inout PhotoMeasures, _ result: inout Result) {
        let detail =
            scene.face.map { FaceDetail(raster, $0, scene, finestEyeDistance: checker.profile.eyeDistance) }
            ?? FaceDetail(middleOf: raster)
        let noise = Noise.measure(detail.luma)
        measures[.noise] = noise
        let edges = EdgeSpread(detail.luma, noise: noise)
        Sharpness.measure(edges, into: &measures)
        MotionBlur.measure(edges, into: &measures)
        if scene.face != nil, edges.overall == nil {
            result.reasons.append(reason(.notChecked, .photoNotCheckedClarity))
        }
        measures[.spectralCutoff] = SpectralCutoff.measure(detail.luma, noise: noise)
        let knee = SpectralKnee.measure(detail.luma, edge: edges.overall)
        measures[.spectralKnee] = knee
        measures[.motionBand] = MotionBand.measure(detail.luma, noise: noise)
        // A period tells that a photo was interpolated, a turn by a degree included, not that anything fine is missing.
        // The whole photo has more rows to find a period in, where it is seen as it is stored.
        guard detail.isStoredGrid else { return }
        if knee ?? .infinity >= PhotoLook.fineKnee {
            measures[.resampling] = ResamplingTrace.measure(scene.overview.scale == 1 ? scene.luma : detail.luma)
        }
        measures[.compressionArtifacts] = CompressionArtifacts.measure(detail.luma)
    }

    private func light(_ scene: PhotoScene, _ measures: inout PhotoMeasures) {
        Exposure.measure(scene, into: &measures)
        EyeWhites.measure(scene, into: &measures)
        IlluminationUniformity.measure(scene, into: &measures)
        NaturalColour.measure(scene, into: &measures)
    }

    private func composition(_ scene: PhotoScene, _ measures: inout PhotoMeasures) {
        BackgroundUniformity.measure(scene, allowed: checker.profile.backgrounds, into: &measures)
        if scene.overview.scale * Double(scene.luma.width) <= scene.frame.width * 1.05 {
            BorderFrame.measure(scene.luma, into: &measures)
        }
        guard let face = scene.face else {
            OverlayMarks.measure(scene.backdrop, nil, crown: 0, into: &measures)
            return
        }
        let head = HeadOutline(face, scene.backdrop)
        OverlayMarks.measure(scene.backdrop, face, crown: head.crown, into: &measures)
        HeadPosition.measure(scene, head, profile: checker.profile, into: &measures)
        HeadPose.measure(face, into: &measures)
        EyesOpen.measure(face, into: &measures)
        EyesVisible.measure(scene, into: &measures)
        IrisSeen.measure(scene, into: &measures)
        FaceOcclusion.measure(scene, into: &measures)
        HeadCovering.measure(scene, head, into: &measures)
    }
}
