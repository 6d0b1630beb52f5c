/// 主次: of several reasons the cause comes first, and what only follows from it is left out.
enum ReasonOrder {
    /// A cause, and the reasons that it brings about by itself.
    private static let follow: [(ReasonCode, Set<ReasonCode>)] = [
        (.heavyCompression, [.blur, .upscaled, .motionBlur, .noise, .overlay]),
        (.noise, [.upscaled, .heavyCompression, .overlay, .blur]),
        (.motionBlur, [.blur, .upscaled, .eyesClosed]),
        (.underexposed, [.lowContrast, .background, .overlay, .unevenLight, .colourCast, .eyesNotVisible]),
        (.overexposed, [.lowContrast, .background, .colourCast, .unevenLight, .faceOccluded]),
        (.lowContrast, [.background, .overlay, .eyesNotVisible]),
        (.colourCast, [.background, .faceOccluded, .headCovering]),
        (.border, [.background, .overlay, .headCropped, .headTopMargin]),
        (.background, [.overlay, .headTopMargin, .headCropped, .headCovering]),
        (.tilted, [.offCentre, .headPose]),
        (.eyesNotVisible, [.eyesClosed, .faceOccluded]),
        (.headPose, [.distorted, .unevenLight, .offCentre]),
        (.headCropped, [.headTopMargin, .headTooSmall, .offCentre]),
    ]

    static func sorted(_ reasons: [PhotoReason]) -> [PhotoReason] {
        var kept = reasons
        for (cause, effects) in follow {
            guard let main = kept.first(where: { $0.code == cause && $0.verdict == .fail }) else { continue }
            // What is refused for its own sake stays, unless it is a mere consequence.
            kept.removeAll { effects.contains($0.code) && ($0.verdict == .review || main.verdict == .fail) }
        }
        // One reason a code, the graver one; refusals first, otherwise in the order of the profile.
        var seen: Set<ReasonCode> = []
        let graver =
            kept.filter { $0.verdict == .fail && !$0.fixable } + kept.filter { $0.verdict == .fail && $0.fixable }
            + kept.filter { $0.verdict == .review }
        return graver.filter { seen.insert($0.code).inserted }
    }
}
