extension PageReading {
    /// The same reading in pixels of a picture `factor` times as large in either direction.
    public func scaled(by factor: Double, width: Int, height: Int) -> PageReading {
        guard factor != 1 else { return self }
        var reading = self
        reading.width = width
        reading.height = height
        reading.dpi = Int((Double(dpi) * factor).rounded())
        for index in reading.documents.indices { reading.documents[index].scale(by: factor) }
        reading.explanation?.scale(by: factor)
        return reading
    }
}

extension Region {
    func scaled(by factor: Double) -> Region {
        Region(x: x * factor, y: y * factor, width: width * factor, height: height * factor)
    }
}

extension DocumentReading {
    fileprivate mutating func scale(by factor: Double) {
        func scaled(_ fields: FieldReadings) -> FieldReadings {
            fields.mapValues { field in
                var field = field
                field.region = field.region.scaled(by: factor)
                return field
            }
        }
        region = region.scaled(by: factor)
        fields = scaled(fields)
        rows = rows.map(scaled)
        for index in seals.indices { seals[index].region = seals[index].region.scaled(by: factor) }
    }
}

extension PageExplanation {
    fileprivate mutating func scale(by factor: Double) {
        func scaled(_ outline: [Point]) -> [Point] { outline.map { Point(x: $0.x * factor, y: $0.y * factor) } }
        frames = frames.map(scaled)
        for index in papers.indices {
            papers[index].frame = scaled(papers[index].frame)
            papers[index].cells = papers[index].cells.map(scaled)
            for label in papers[index].labels.indices {
                papers[index].labels[label].outline = scaled(papers[index].labels[label].outline)
            }
        }
        for index in lines.indices { lines[index].outline = scaled(lines[index].outline) }
    }
}
