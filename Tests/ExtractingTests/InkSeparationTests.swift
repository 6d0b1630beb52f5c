import IntakeModel
import Normalizing
import Testing

@Suite("红章与墨字分离")
struct InkSeparationTests {
    /// Print across a seal on tinted paper; what lies over red is darker in all channels, and redder than a faint seal
    /// alone is. Returns the tones of print on paper, print on the seal, and the bare seal.
    private func tones(seal: [Double]) -> (print: UInt8, over: UInt8, bare: UInt8) {
        let paper = [234.0, 221, 205]
        var image = PageImage(width: 400, height: 400, channels: 3, filledWith: 0)
        for y in 0..<400 {
            for x in 0..<400 {
                let isPrint = y % 24 < 5 && x > 20 && x < 380
                let isSeal = x > 150 && x < 260 && y > 100 && y < 300
                for c in 0..<3 {
                    var tone = paper[c]
                    if isSeal { tone *= seal[c] }
                    if isPrint { tone = isSeal ? [67, 41, 30][c] : [72, 70, 66][c] }
                    image.pixels[(y * 400 + x) * 3 + c] = UInt8(tone)
                }
            }
        }
        let text = InkSeparation(image, pixelsPerMillimetre: 6).text
        return (text[60, 194], text[200, 194], text[200, 206])
    }

    @Test(arguments: [[0.92, 0.76, 0.74], [0.85, 0.45, 0.45], [0.7, 0.25, 0.3]])
    func printUnderASealStaysAndTheSealGoes(seal: [Double]) {
        let found = tones(seal: seal)
        #expect(found.print < 90)
        #expect(found.over < 150)
        #expect(found.bare > 225)
    }
}
