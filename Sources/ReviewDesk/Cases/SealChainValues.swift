internal import IntakeModel
internal import Registry

/// 盖章次序图: the seals of a form as a chain of circles, laid out for an SVG picture in the page.
enum SealChainValues {
    /// Units of the picture: distance from circle to circle, and the circles' middle line.
    private static let step = 132
    private static let middle = 46

    /// `nil` when there is no chain to show.
    static func values(_ chain: [SealLink], _ context: DeskContext) -> [String: Any]? {
        guard !chain.isEmpty else { return nil }
        return [
            "width": chain.count * step, "label": Desk.word("sealChain", context),
            "lines": (1..<max(1, chain.count)).map {
                ["from": ($0 - 1) * step + step / 2 + 30, "to": $0 * step + step / 2 - 30]
            },
            "links": chain.enumerated().map { index, link in
                [
                    "x": index * step + step / 2, "y": middle, "box": link.role.box ?? String(index + 1),
                    "role": link.role.title.text(context.language), "isThere": link.isThere,
                    "state": Desk.word(link.isThere ? "sealThere" : "sealMissing", context),
                    "text": link.text ?? "", "date": link.date ?? "", "isTooEarly": link.isTooEarly,
                ] as [String: Any]
            },
        ]
    }
}
