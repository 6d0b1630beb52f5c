internal import IntakeModel

/// 可自动处理: which of the reasons `photos prepare` really mends in this photo.
struct Mending {
    let profile: PhotoProfile
    let language: Language

    /// Cutting mends these, where there is enough around the head and enough pixels.
    private static let byCutting: Set<ReasonCode> = [
        .wrongSize, .wrongAspect, .offCentre, .headTooSmall, .headTooLarge, .headTopMargin,
    ]

    func settled(_ reasons: [PhotoReason], plan: CropPlan?, raster: PhotoRaster) -> [PhotoReason] {
        let isExact = raster.width == profile.width.value && raster.height == profile.height.value
        let canCut = plan.map { !isExact && $0.scale(profile) >= 0.999 } ?? false
        let cutWell = canCut && plan?.isForced == false
        return reasons.map { reason in
            guard Mending.byCutting.contains(reason.code) else { return reason }
            let isSize = reason.code == .wrongSize || reason.code == .wrongAspect
            // A forced cut has the right size, but not the head where it should be.
            return PhotoReason(mending: reason, fixable: isSize ? canCut : cutWell, language: language)
        }
    }
}

extension PhotoReason {
    fileprivate init(mending reason: PhotoReason, fixable: Bool, language: Language) {
        self = reason
        self.fixable = fixable
        remedy = fixable ? Phrase.photoFixable.text(language) : reason.code.remedy.text(language)
    }
}
