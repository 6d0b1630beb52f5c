/// 说明: why a page was read as it was, for a person who wants to see; only made when asked for.
///
/// Outlines are corners in pixels of the file as stored, clockwise.
public struct PageExplanation: Sendable, Hashable, Codable {
    /// A printed label that was looked at.
    public struct Label: Sendable, Hashable, Codable {
        public var outline: [Point]
        /// What the form says here.
        public var wanted: String
        /// How alike the text there is, 0…1.
        public var likeness: Double

        public init(outline: [Point], wanted: String, likeness: Double) {
            self.outline = outline
            self.wanted = wanted
            self.likeness = likeness
        }
    }

    /// A paper, in the order of the page's documents.
    public struct Paper: Sendable, Hashable, Codable {
        public var documentType: DocumentType
        /// `table` or `text`.
        public var route: String
        /// The table's frame; empty on papers without a table.
        public var frame: [Point]
        public var cells: [[Point]]
        public var labels: [Label]

        public init(documentType: DocumentType, route: String, frame: [Point], cells: [[Point]], labels: [Label]) {
            self.documentType = documentType
            self.route = route
            self.frame = frame
            self.cells = cells
            self.labels = labels
        }
    }

    /// A text line that detection found.
    public struct Line: Sendable, Hashable, Codable {
        public var outline: [Point]
        public var text: String

        public init(outline: [Point], text: String) {
            self.outline = outline
            self.text = text
        }
    }

    /// Every table found, with a paper on it or not.
    public var frames: [[Point]]
    public var papers: [Paper]
    public var lines: [Line]
    /// Stage → seconds: `decode`, `tables`, `register`, `text`, `fields`, `seals`.
    public var seconds: [String: Double]

    public init(frames: [[Point]] = [], papers: [Paper] = [], lines: [Line] = [], seconds: [String: Double] = [:]) {
        self.frames = frames
        self.papers = papers
        self.lines = lines
        self.seconds = seconds
    }
}
