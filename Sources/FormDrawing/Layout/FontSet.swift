internal import CCairo
internal import Foundation
public import IntakeModel

/// 字体组: which fonts a set of samples is drawn with. Tuning and measuring share none.
public struct FontSet: Sendable, Hashable {
    public let name: String
    /// Printed labels and titles.
    public let labels: [String]
    /// Machine print over the form.
    public let print: [String]
    /// Looks written by hand.
    public let hands: [String]
    /// Fonts of seals.
    public let seals: [String]
    /// Labels in Traditional script.
    public let traditionalLabels: [String]

    public static let tuning = FontSet(
        name: "tuning", labels: ["Noto Serif CJK SC", "WenQuanYi Micro Hei"],
        print: ["Noto Serif CJK SC", "WenQuanYi Micro Hei"], hands: ["AR PL KaitiM GB", "AR PL UKai CN"],
        seals: ["Noto Serif CJK SC", "WenQuanYi Micro Hei"], traditionalLabels: ["Noto Serif CJK SC"])

    public static let measuring = FontSet(
        name: "measuring", labels: ["AR PL UMing CN", "Noto Sans CJK SC", "WenQuanYi Zen Hei"],
        print: ["AR PL SungtiL GB", "Noto Sans CJK SC", "AR PL UMing CN"], hands: ["LXGW WenKai", "LXGW WenKai Light"],
        seals: ["AR PL UMing CN", "Noto Sans CJK SC"], traditionalLabels: ["AR PL UMing CN", "Noto Sans CJK SC"])

    public static let all = [tuning, measuring]

    public var families: Set<String> { Set(labels + print + hands + seals + traditionalLabels) }

    /// Throws `fonts.missing` naming the first family that is not installed.
    public func require() throws(IntakeError) {
        let installed = FontSet.installed
        if let absent = families.sorted().first(where: {
            !installed.contains($0) && !installed.contains($0.replacing(" Light", with: ""))
        }) {
            throw IntakeError("fonts.missing", .fontMissing.with(absent), remedy: .runSetup, exit: .unavailable)
        }
    }

    /// Families that Pango knows, by their English names whatever the desk's language is.
    private static var installed: Set<String> {
        setenv("FC_LANG", "en", 1)
        var families: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
        var count: Int32 = 0
        pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count)
        defer { g_free(families) }
        return Set(
            (0..<Int(count)).compactMap {
                families?[$0].flatMap { pango_font_family_get_name($0) }.map { String(cString: $0) }
            })
    }
}
