internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 检测路线: papers found by the text of the page, where tables alone did not tell.
struct TextRoute {
    let library: FormLibrary
    let tables: TableRoute
    let clock: StageClock
    private var lines: LineReader { tables.lines }
    private var sheets: PaperSheets { tables.sheets }

    /// `frames` are tables that no paper explains yet, `fits` the forms that fit their rules and `doubtful` what the table
    /// route made of them; what lies on a paper in `taken` is left out.
    func papers(
        overview: PageOverview, frames: [TableFrame], fits: [TableRoute.Fitted], doubtful: [RegisteredPaper],
        taken: [FoundPaper]
    ) throws(IntakeError) -> (papers: [FoundPaper], hasNoText: Bool, page: PageText?) {
        try lines.budget?.check()
        let image = sheets.image
        let pageText = try clock.time(.text) { () throws(IntakeError) in try PageTextReader(lines: lines).read(image) }
        guard let page = pageText else {
            let papers = doubtful.filter { $0.likeness >= 0.6 }.map(FoundPaper.table)
            return (papers, papers.isEmpty && lines.recognizer.detector != nil, nil)
        }
        let free = page.lines.filter { line in
            let center = page.paper.toFile.apply(line.box.center)
            return !taken.contains { paper in
                let box = paper.region(on: image)
                return center.x > box.x && center.x < box.maxX && center.y > box.y && center.y < box.maxY
            }
        }
        // Each open table with what stands around it is a paper of its own, unless there is only one.
        var found: [FoundPaper] = []
        let groups = TextRoute.groups(free, frames: frames, page: page)
        for group in groups {
            let frame = group.frame
            try lines.budget?.check()
            func isOwn(_ other: TableFrame) -> Bool { frame.map { $0.corners == other.corners } ?? true }
            if let paper = try paper(
                of: group.lines, page: page, overview: overview, frames: frame.map { [$0] } ?? frames,
                fits: fits.filter { isOwn($0.frame) }, doubtful: doubtful.filter { isOwn($0.frame) }),
                !found.contains(where: { ($0.region(on: image)).overlap(with: paper.region(on: image)) > 0.5 })
            {
                found.append(paper)
            }
        }
        // What shines through from the back reads as a few doubtful characters.
        let sure = page.lines.flatMap(\.characters).count { $0.confidence > 0.8 && $0.character.isLetter }
        var isBlank = sure < TextRoute.fewestCharacters
        if !isBlank, found.isEmpty { isBlank = try shinesThrough(page) }
        return (found, isBlank, page)
    }

    /// Whether the text of a page is that of its back: the widest lines read better in a mirror, and hardly any line
    /// reads well as it stands. What shines through may be wider than all that a page itself says.
    private func shinesThrough(_ page: PageText) throws(IntakeError) -> Bool {
        /// Read in its own breadth: a page that is taken for blank is seen by nobody.
        func credit(_ picture: PageImage) throws(IntakeError) -> Double {
            try lines.quickLattice(of: picture, breadth: 1).plainReading().credit
        }
        var own = 0.0
        var mirrored = 0.0
        var onHead = 0.0
        for line in page.lines.sorted(by: { $0.box.width > $1.box.width }).prefix(TextRoute.mirroredLines) {
            let picture = line.picture.mirrored
            own += max(LineReading(characters: line.characters).credit, try credit(line.picture))
            mirrored += try credit(picture)
            onHead += try credit(picture.turnedOver)
        }
        let back = max(mirrored, onHead)
        guard back > TextRoute.leastCredit, back > 2 * own else { return false }
        let words = page.lines.map { (line: $0, lowest: $0.characters.map(\.confidence).min() ?? 0) }
            .filter {
                LineReading(characters: $0.line.characters).credit > TextRoute.wordCredit
                    && $0.lowest > TextRoute.likelyWord
            }
            .sorted { $0.lowest > $1.lowest }
        // Numbers and characters of two like halves say as much in a mirror: a receipt may begin with six such lines.
        var upright = 0
        for (line, _) in words.prefix(TextRoute.mostWords) where upright < TextRoute.fewestWords {
            let picture = mirrored > onHead ? line.picture.mirrored : line.picture.mirrored.turnedOver
            if LineReading(characters: line.characters).credit > 2 * (try credit(picture)) { upright += 1 }
        }
        return upright < TextRoute.fewestWords
    }

    /// About a dozen characters read surely.
    private static let leastCredit = 5.0
    /// Two characters read surely …
    private static let wordCredit = 0.85
    /// … and so many such lines that are none in the mirror are no accident.
    private static let fewestWords = 3

    /// The surest lines that are looked at for them, and the confidence of their weakest character.
    private static let mostWords = 24
    private static let likelyWord = 0.5

    private static let mirroredLines = 6

    /// A page with fewer characters read surely is blank.
    private static let fewestCharacters = 6

    /// A form made from the page is taken before one of ours that does not lie well when it explains about as much.
    private static let asGood = 0.8

    private struct Group {
        let frame: TableFrame?
        let lines: [TextLine]
    }

    private static func groups(_ lines: [TextLine], frames: [TableFrame], page: PageText) -> [Group] {
        guard let toPage = page.paper.toFile.inverse, frames.count > 1 else {
            return [Group(frame: frames.first, lines: lines)]
        }
        let boxes = frames.map { Region(enclosing: $0.corners.map(toPage.apply)) ?? page.paper.table }
        // Frames that lie inside or beside each other closely are parts of one paper.
        let apart = frames.indices.filter { index in
            !frames.indices.contains { other in
                guard other != index else { return false }
                let near = boxes[other].inset(dx: -0.03 * boxes[other].width, dy: -0.03 * boxes[other].height)
                return (near.intersection(boxes[index])?.area ?? 0) > 0 && boxes[other].area > boxes[index].area
            }
        }
        guard apart.count > 1 else { return [Group(frame: nil, lines: lines)] }
        return apart.map { index in
            let box = boxes[index]
            let around = Region(
                x: box.x - 0.05 * box.width, y: box.y - 0.25 * box.height, width: 1.1 * box.width,
                height: 1.45 * box.height)
            let own = lines.filter { line in
                let center = line.box.center
                guard center.x > around.x, center.x < around.maxX, center.y > around.y, center.y < around.maxY else {
                    return false
                }
                return !apart.contains { $0 != index && boxes[$0].intersection(line.box) != nil }
            }
            return Group(frame: frames[index], lines: own)
        }
    }

    private func paper(
        of own: [TextLine], page: PageText, overview: PageOverview, frames: [TableFrame], fits: [TableRoute.Fitted],
        doubtful: [RegisteredPaper]
    ) throws(IntakeError) -> FoundPaper? {
        let normalizer = lines.decoder.normalizer
        let spotter = LabelSpotter(own, normalizer: normalizer)
        let kinds = PaperKind.ranked(library, spotter: spotter, normalizer: normalizer)
        func labelled(_ kind: PaperKind) -> FoundPaper.LabelledPaper {
            .init(kind, page: page, lines: own, spotter: spotter)
        }
        /// With what the page's text says about the same kind of paper.
        func table(_ paper: RegisteredPaper) -> FoundPaper {
            var paper = paper
            let type = paper.template.documentType
            paper.labelled = kinds.first { $0.template.documentType == type }.map(labelled)
            return .table(paper)
        }
        let registration = TextRegistration(page: page, overview: overview)
        let confirmation = FormConfirmation(lines: lines)
        var best = doubtful.max { $0.explained < $1.explained }
        let rolls = RollRegistration(page: page, overview: overview)
        for kind in kinds.prefix(2) where kind.template.hasTable {
            if let roll = try rolls.register(kind, frames: frames, sheets: sheets, confirmation: confirmation),
                roll.isCertain
            {
                return table(roll)
            }
            if var paper = try registration.register(
                kind, frames: frames, sheets: sheets, confirmation: confirmation)
            {
                try confirmation.confirmAll(&paper)
                if paper.explained > (best?.explained ?? 0) { best = paper }
                if paper.isCertain { break }
            }
            let grid = GridRegistration(page: page, overview: overview, spotter: spotter)
            if let made = try grid.register(kind, frames: frames, sheets: sheets, confirmation: confirmation),
                made.explained > (best?.explained ?? 0) * TextRoute.asGood
            {
                best = made
                break
            }
        }
        if let best, best.likeness >= TableRoute.leastLikeness,
            kinds.first.map({ $0.template.hasTable || best.isCertain }) ?? true
        {
            return table(best)
        }
        for type in PaperKind.named(library, by: own, normalizer: normalizer) {
            if let paper = try tables.paper(named: type, in: fits) { return table(paper) }
        }
        guard let kind = kinds.first, kind.score >= PaperKind.least else { return nil }
        return .text(labelled(kind))
    }
}
