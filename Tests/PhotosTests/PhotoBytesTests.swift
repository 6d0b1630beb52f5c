import Foundation
import IntakeModel
import TestSupport
import Testing

@testable import Photos

/// Files that are too large to be held are read piece by piece, with the same result.
@Suite("大文件照片")
struct PhotoBytesTests {
    private let folder: TemporaryFolder
    private let checker: PhotoChecker
    private let good: Data

    init() throws {
        folder = try TemporaryFolder()
        checker = try PhotoFixture.checker()
        good = try PhotoFixture.jpeg(PhotoFixture.portrait())
    }

    private func reports(_ data: Data) throws -> (held: PhotoReport, streamed: PhotoReport) {
        try data.write(to: folder.file("x.jpg"))
        let file = PhotoFile(path: folder.file("x.jpg").path)
        let bytes = try file.bytes(most: PhotoChecker.mostBytes)
        #expect(bytes.file != nil && bytes.count == data.count)
        #expect(bytes.hash == ContentHash.hexadecimal(data) && bytes.whole == data)
        return (checker.inspect(data, file.name).report, checker.inspect(file).report)
    }

    @Test func aLongTailIsCountedAndNothingElseChanges() throws {
        let (held, streamed) = try reports(good + Data(repeating: 7, count: 9 << 20))
        #expect(streamed.measures == held.measures && streamed.codes == held.codes)
        #expect(streamed.measures[.trailingBytes] == Double(9 << 20))
    }

    /// Nine megabytes of what cameras write beside the picture, which then ends too early.
    @Test func aCutFileIsCutHoweverItIsRead() throws {
        let segment = Data([0xFF, 0xEB, 0xFF, 0xFF]) + Data(count: 65_533)
        let notes = (0..<150).reduce(into: Data()) { data, _ in data += segment }
        let cut = good.prefix(2) + notes + good.dropFirst(2).prefix(good.count / 2)
        // The headers that are looked at end before the picture begins: that, too, is a file nobody can use.
        let (held, streamed) = try reports(cut)
        #expect(streamed.codes == held.codes && streamed.verdict == .fail)
    }
}
