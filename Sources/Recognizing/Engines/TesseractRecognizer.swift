internal import CTesseract
internal import Foundation
public import IntakeModel

/// Tesseract 5 with `chi_sim`: the engine that is always there, and the second opinion.
///
/// Not thread-safe; about 25 ms a line. `OMP_THREAD_LIMIT=1` must be in the environment before the first use.
public final class TesseractRecognizer {
    private let handle: OpaquePointer

    /// Throws `engine.missing` when the language data is not installed.
    public init() throws(IntakeError) {
        guard let created = TessBaseAPICreate() else { throw TesseractRecognizer.missing }
        // What the older engine learns as it reads takes 15 MB, and is not asked.
        var names = [strdup("classify_enable_adaptive_matcher")]
        var values = [strdup("0")]
        defer { for text in names + values { free(text) } }
        let status = TessBaseAPIInit4(
            created, nil, "chi_sim", OEM_LSTM_ONLY, nil, 0, &names, &values, names.count, 0)
        guard status == 0 else {
            TessBaseAPIDelete(created)
            throw TesseractRecognizer.missing
        }
        handle = created
        TessBaseAPISetVariable(handle, "debug_file", "/dev/null")
        TessBaseAPISetVariable(handle, "preserve_interword_spaces", "0")
    }

    deinit {
        TessBaseAPIEnd(handle)
        TessBaseAPIDelete(handle)
    }

    private static var missing: IntakeError {
        IntakeError(
            "engine.missing", .engineMissing.with("Tesseract chi_sim"), remedy: .installTesseract, exit: .unavailable)
    }

    /// Reads one text line; `only` restricts the characters (digits of an ID).
    public func read(_ line: PageImage, only characters: String? = nil) -> LineReading {
        let padded = line.padded(by: max(4, line.height / 5))
        TessBaseAPISetPageSegMode(handle, PSM_SINGLE_LINE)
        TessBaseAPISetVariable(handle, "tessedit_char_whitelist", characters ?? "")
        return padded.pixels.withUnsafeBufferPointer { pixels in
            TessBaseAPISetImage(
                handle, pixels.baseAddress, Int32(padded.width), Int32(padded.height), Int32(padded.channels),
                Int32(padded.width * padded.channels))
            TessBaseAPISetSourceResolution(handle, 300)
            defer { TessBaseAPIClear(handle) }
            guard TessBaseAPIRecognize(handle, nil) == 0, let iterator = TessBaseAPIGetIterator(handle) else {
                return LineReading(characters: [])
            }
            defer { TessResultIteratorDelete(iterator) }
            var found: [ReadCharacter] = []
            let place = TessResultIteratorGetPageIterator(iterator)
            repeat {
                guard let text = TessResultIteratorGetUTF8Text(iterator, RIL_SYMBOL) else { continue }
                defer { TessDeleteText(text) }
                var left: Int32 = 0
                var top: Int32 = 0
                var right: Int32 = 0
                var bottom: Int32 = 0
                TessPageIteratorBoundingBox(place, RIL_SYMBOL, &left, &top, &right, &bottom)
                let center = Double(left + right) / 2 / Double(padded.width)
                for character in String(cString: text) where !character.isWhitespace {
                    found.append(
                        ReadCharacter(
                            character: character,
                            confidence: Double(TessResultIteratorConfidence(iterator, RIL_SYMBOL)) / 100,
                            position: center))
                }
            } while TessResultIteratorNext(iterator, RIL_SYMBOL) != 0
            return LineReading(characters: found)
        }
    }
}

extension PageImage {
    /// With a white margin of so many pixels on every side.
    func padded(by margin: Int) -> PageImage {
        var wider = PageImage(
            width: width + 2 * margin, height: height + 2 * margin, channels: channels, dpi: dpi, filledWith: 255)
        for y in 0..<height {
            let source = y * width * channels
            let target = ((y + margin) * wider.width + margin) * channels
            wider.pixels.replaceSubrange(
                target..<(target + width * channels), with: pixels[source..<(source + width * channels)])
        }
        return wider
    }
}
