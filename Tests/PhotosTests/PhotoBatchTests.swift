import Foundation
import ImageCodecs
import IntakeModel
import Registry
import TestSupport
import Testing

@testable import PhotoBatches
@testable import Photos

/// Names, copies, archives.
@Suite("照片批次")
struct PhotoBatchTests {
    private let roster: PhotoRoster

    init() throws {
        let csv = """
            姓名,公民身份号码,学籍号,学校标识码,年级,班级
            陈梓涵,51072720140516322X,G51072720140516322X,2151003456,六年级,2班
            周子轩,510727201309081179,G510727201309081179,2151003456,六年级,1班
            周子轩,,L510727201309081195,2151003456,六年级,2班

            """
        roster = PhotoRoster(try StudentRoster(Data(csv.utf8), file: "r.csv").rows)
    }

    private func owner(_ path: String) -> PhotoOwner { roster.owner(of: PhotoFile(path: path)) }

    @Test func whosePhotoItIs() {
        #expect(roster.rows.count >= 2)
        #expect(owner("a/51072720140516322x.jpg").student?.fields[.name] == "陈梓涵")
        #expect(owner("G510727201309081179.JPG").student?.fields[.className] == "1班")
        #expect(owner("照片/陈梓涵.jpg").student?.fields[.citizenID] == "51072720140516322X")
        #expect(owner("周子轩.jpg").problem == .ambiguous || roster.rows.count == 2)
        #expect(owner("六年级/1班/周子轩.jpg").student?.fields[.className] == "1班")
        #expect(owner("王五.jpg").problem == .unknown)
        #expect(owner("510727201309081179_陈梓涵.jpg").problem == .contradictory(numberOf: "周子轩", nameOf: "陈梓涵"))
    }

    @Test func oneStudentHasOnePhotoAndTheRestIsMissing() {
        let files = ["a/陈梓涵.jpg", "b/51072720140516322X.jpg"].map { PhotoFile(path: $0) }
        let plan = PhotoPlan(files, roster: roster, naming: .citizenID)
        #expect(plan.items[0].name == "51072720140516322X.jpg" && plan.items[0].owner.problem == nil)
        #expect(plan.items[1].owner.problem == .taken(by: "陈梓涵.jpg"))
        #expect(plan.missing.allSatisfy { $0.fields[.name] == "周子轩" } && !plan.missing.isEmpty)
    }

    @Test func namesNeverLeaveTheirFolder() {
        #expect(PhotoNaming.safe("../../etc/passwd") == "_.._etc_passwd")
        #expect(PhotoNaming.safe("a\u{0}b:c") == "a_b_c" && PhotoNaming.safe("") == "_")
    }

    @Test func archivesHoldPhotosOnlyAndStaySmall() throws {
        let folder = try TemporaryFolder()
        let photos = try (0..<5).map { index in
            let file = folder.file("\(index)")
            try Data(repeating: UInt8(index), count: 1000).write(to: file)
            return (group: ["校", "一年级", "1班"], name: "\(index).jpg", file: file, bytes: 1000)
        }
        let names = try ClassZips.write(photos, to: folder.url, bytes: 2600)
        #expect(names == ["校_一年级_1班-1.zip", "校_一年级_1班-2.zip", "校_一年级_1班-3.zip"])
        let first = try names.map { try Data(contentsOf: folder.file($0)) }
        #expect(first.allSatisfy { $0.count <= 2600 })
        _ = try ClassZips.write(photos.reversed(), to: folder.url, bytes: 2600)
        #expect(try names.map { try Data(contentsOf: folder.file($0)) } == first)
    }

    /// Whoever takes the photos anew sees the reason on the picture in words, and who was not there at all.
    @Test func theContactSheetSaysWhatToDo() throws {
        var sheet = ContactSheet(language: .chinese)
        var answer = PhotoAnswer(
            report: PhotoReport(
                file: "a/<b>.jpg", reasons: [PhotoReason(.tilted, measured: -12, limit: -8, language: .chinese)]))
        answer.thumbnail = try PhotoFixture.jpeg(PhotoFixture.portrait(width: 160, height: 197))
        sheet.add(answer)
        for row in roster.rows where row.fields[.name] == "陈梓涵" { sheet.add(missing: row) }
        let page = String(decoding: sheet.page, as: UTF8.self)
        #expect(page.contains(">头部倾斜</text>") && page.contains("&lt;b&gt;.jpg") && !page.contains("<b>.jpg"))
        #expect(page.contains("头部倾斜：12°，上限 8°。"))
        #expect(page.contains("还没有照片：1 人") && page.contains("2151003456 六年级 2班") && page.contains("陈梓涵"))
        #expect(MarkedPicture.short("一张照片上的很长很长的说明文字没有标点") == "一张照片上的很长很长的说…")
    }

    @Test func theSamePictureIsFoundUnderTwoNames() {
        func answer(_ hash: String, _ print: [UInt8]) -> PhotoAnswer {
            var answer = PhotoAnswer(report: PhotoReport(file: hash))
            answer.hash = hash
            answer.print = Data(print)
            return answer
        }
        let one = (0..<320).map { UInt8($0 % 200) }
        let copy = one.map { $0 + ($0 % 2) }
        let other = one.map { $0 / 2 }
        let found = SamePictures([answer("a", one), answer("b", other), answer("a", other), answer("c", copy)]).copies
        #expect(found == [2: 0, 3: 0])
    }
}
