internal import Foundation
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import Scanning

/// 扫描批次: pages that one person scans in one go, with breaks where the paper jams.
struct ScanBatch: Sendable {
    /// A page that is safe.
    struct Page: Sendable {
        /// In the order of scanning, from 1.
        let number: Int
        /// In the store.
        let id: Int64
        /// `false`: the same bytes had been taken in before.
        let isNew: Bool
    }

    enum State: Sendable {
        /// Page `page` is coming; `part` of it is there, 0…1, where the device says how long it is.
        case scanning(page: Int, part: Double?)
        /// The paper came to its end.
        case done
        /// A person stopped it.
        case stopped(IntakeError)
        case broken(IntakeError)

        /// The code of what broke it off.
        var fault: String? {
            switch self {
            case .scanning, .done: nil
            case .stopped(let error), .broken(let error): error.code
            }
        }
    }

    /// The key of the batch in the store.
    var id = UUID().uuidString.lowercased()
    let caseNumber: Int64?
    var request: ScanRequest
    var profile: String?
    var pages: [Page] = []
    var state = State.scanning(page: 1, part: nil)
    /// A page that the scanner has done with and that could not be taken in: the first thing to try again.
    var waiting: ScannedPage?
    /// Numbers of pages that are kept in the batch's folder while store or vault are away.
    var held: [Int] = []
    /// Keeps other programs off the folder of the batch.
    var hold: FolderLock?

    /// As it is put on record, with its first page.
    func record(_ person: Person) -> IntakeBatch {
        IntakeBatch(
            organization: person.organization, key: id, origin: .scanner, person: person.id, device: request.device,
            profile: profile, request: request.text, caseNumber: caseNumber)
    }

    /// The page that comes next.
    var next: Int { max(pages.last?.number ?? 0, held.last ?? 0) + 1 }

    var isScanning: Bool {
        if case .scanning = state { return true }
        return false
    }
}

/// 预览: what lies on the glass, coarse; never stored.
struct ScanPreview: Sendable {
    enum State: Sendable {
        case looking
        /// A PNG of a process of ours; millimetres.
        case there(png: Data, width: Double, height: Double)
        case failed(IntakeError)
    }

    let id = UUID().uuidString.lowercased()
    var state = State.looking
}
