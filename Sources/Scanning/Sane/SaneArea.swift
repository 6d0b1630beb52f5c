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

    /// Tells the device of a paper; one that is larger than what it sees is refused, saying which are not.
    func set(_ size: ScanSize) throws(SaneFailure) {
        // Feeders that hold the paper in their middle are told of its width by options of their own.
        for (name, length) in [("page-width", size.sheet?.width), ("page-height", size.sheet?.height)] {
            guard options.greatest(name) != nil,
                let offered = options.nearest(name, to: length ?? SaneScanner.longest)
            else { continue }
            try options.set(name, to: String(offered))
        }
        guard let wanted = size.sheet else { return try openWide() }
        let (across, down) = (reach("br-x"), reach("br-y"))
        // A sheet may overlap the glass by the width of its frame.
        func fits(_ width: Double, _ height: Double) -> Bool { width <= across + 2 && height <= down + 2 }
        guard fits(wanted.width, wanted.height) else {
            let fitting = ScanSize.papers.filter { fits($0.width, $0.height) }.map(\.name)
            throw SaneFailure(.badValue, ["size", "auto"] + fitting)
        }
        try set(ScanArea(left: 0, top: 0, width: wanted.width, height: wanted.height))
    }

    /// Millimetres, a little more than A3: some feeders take strips of several metres, and fill every sheet up to that.
    private static let longest = 432.0

    /// Everything that the device sees, ended by itself where the paper ends if it can do that (自动测长).
    private func openWide() throws(SaneFailure) {
        if options.contains("ald") { try options.set("ald", to: "yes") }
        for name in ["br-x", "br-y"] {
            let longest = SaneScanner.longest
            let wanted = options.isInPixels(name) ? longest / 25.4 * (options.resolution ?? 300) : longest
            guard options.greatest(name) != nil, let most = options.nearest(name, to: wanted) else { continue }
            try options.set(name, to: String(most))
        }
        for name in ["tl-x", "tl-y"] {
            if let least = options.nearest(name, to: 0) { try options.set(name, to: String(least)) }
        }
    }

    /// The greatest value of a far edge, millimetres.
    private func reach(_ name: String) -> Double {
        guard let most = options.greatest(name) else { return .infinity }
        return options.isInPixels(name) ? most / (options.resolution ?? 300) * 25.4 : most
    }

    /// The whole glass at the coarsest resolution that shows something.
    func preparePreview() throws(SaneFailure) {
        if options.contains("preview") { try options.set("preview", to: "yes") }
        if let coarse = options.nearest("resolution", to: SaneScanner.previewResolution) {
            try options.set("resolution", to: String(coarse))
        }
    }
}
