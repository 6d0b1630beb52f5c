/// What part of the glass, and how coarsely.
extension SaneScanner {
    /// Dots per inch of a preview: a page is there in seconds and can be made out.
    private static let previewResolution = 75.0

    /// Sets the area; what reaches beyond the glass ends at its edge. A device without such options scans all it sees.
    func set(_ area: ScanArea) throws(SaneFailure) {
        // The far edges first: no device has its near edges behind its far ones.
        let edges = [
            ("br-x", area.left + area.width), ("br-y", area.top + area.height), ("tl-x", area.left), ("tl-y", area.top),
        ]
        for (name, millimetres) in edges {
            let wanted = options.isInPixels(name) ? millimetres / 25.4 * (options.resolution ?? 300) : millimetres
            guard let offered = options.nearest(name, to: wanted) else { continue }
            try options.set(name, to: String(offered))
        }
    }

    /// The whole glass at the coarsest resolution that shows something.
    func preparePreview() throws(SaneFailure) {
        if options.contains("preview") { try options.set("preview", to: "yes") }
        if let coarse = options.nearest("resolution", to: SaneScanner.previewResolution) {
            try options.set("resolution", to: String(coarse))
        }
    }
}
