internal import IntakeModel

/// 容器检查: what the headers alone say against a photo.
struct ContainerChecks {
    let profile: PhotoProfile
    let language: Language

    /// Reasons that end the check: nothing can be decoded, or nothing sensible would come of it.
    func fatal(_ facts: ContainerFacts) -> PhotoReason? {
        func refused(_ code: ReasonCode, _ message: Phrase? = nil, _ measured: Double? = nil) -> PhotoReason {
            PhotoReason(code, measured: measured, message: message, language: language)
        }
        if facts.bytes == 0 { return refused(.emptyFile) }
        switch facts.format {
        case .heic, .avif: return refused(.wrongFormat, .photoHeic)
        case .gif, .webp:
            return refused(.wrongFormat, .photoWebFormat.with(facts.format.rawValue.uppercased()))
        case .pdf, .zip, .svg: return refused(.wrongFormat, .photoOtherFormat)
        case .bmp: return refused(.wrongFormat)
        case .unknown: return refused(.unreadable, .photoNoPicture)
        case .jpeg, .png, .tiff, .pnm: break
        }
        if facts.isAnimated { return refused(.wrongFormat, .photoAnimated) }
        guard facts.format == .jpeg || facts.format == .png else { return nil }
        if facts.isTruncated { return refused(.truncated) }
        if facts.width < 1 || facts.height < 1 { return refused(.corrupt) }
        if facts.components == 4 { return refused(.cmyk) }
        let pixels = Double(facts.width) * Double(facts.height)
        if pixels > Double(PhotoChecker.mostPixels(facts.format)) || max(facts.width, facts.height) > 30_000 {
            return PhotoReason(
                .tooManyPixels, measured: pixels / 10_000,
                limit: Double(PhotoChecker.mostPixels(facts.format)) / 10_000, language: language)
        }
        return nil
    }

    /// Reasons that leave the picture to be looked at.
    func reasons(_ facts: ContainerFacts, size: (width: Int, height: Int)) -> [PhotoReason] {
        var reasons: [PhotoReason] = []
        func add(
            _ code: ReasonCode, _ measured: Double? = nil, _ limit: Double? = nil, _ message: Phrase? = nil,
            fixable: Bool
        ) {
            reasons.append(
                PhotoReason(
                    code, measured: measured, limit: limit, message: message, fixable: fixable, language: language))
        }
        if facts.format != .jpeg { add(.wrongFormat, fixable: true) }
        if facts.format == .jpeg, facts.bitsPerComponent != 8 {
            add(.wrongFormat, Double(facts.bitsPerComponent), nil, .photoBits, fixable: false)
        }
        if facts.components == 1 { add(.greyscale, fixable: false) }
        if facts.orientation != 1 { add(.exifOrientation, Double(facts.orientation), fixable: true) }
        if facts.trailingBytes > 0 { add(.trailingData, Double(facts.trailingBytes), fixable: true) }
        let (width, height) = (Double(profile.width.value), Double(profile.height.value))
        // Whether it can be mended depends on what can be cut out; that is known later.
        if size.width != profile.width.value || size.height != profile.height.value {
            add(.wrongSize, Double(size.width), width, fixable: true)
        }
        let aspect = Double(size.width) / Double(size.height) / (width / height)
        if abs(aspect - 1) > 0.02 { add(.wrongAspect, aspect, 1, fixable: true) }
        if facts.bytes > profile.bytes.value {
            add(.fileTooLarge, Double(facts.bytes), Double(profile.bytes.value), fixable: true)
        }
        return reasons
    }
}
