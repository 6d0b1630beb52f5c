internal import Foundation
internal import IntakeModel
internal import Scanning

/// 扫描动态: what a page about scanning has to be told, beyond what it knows already.
actor ScanFeed {
    private let person: String
    private let language: Language
    private let station: ScanStation
    private let scanners: ScannerList
    private var toldDevices: DevicesNews?
    private var toldState: StateNews?
    private var toldPreview: PreviewNews?
    /// Batch and how many of its pages the browser has.
    private var known: (batch: String, pages: Int)?

    /// `lastSeen` is the id of the last event that the browser saw, from an earlier stream.
    init(person: String, language: Language, station: ScanStation, scanners: ScannerList, lastSeen: String?) {
        self.person = person
        self.language = language
        self.station = station
        self.scanners = scanners
        let parts = (lastSeen ?? "").split(separator: ":")
        if parts.count == 2, let pages = Int(parts[1]), pages >= 0 { known = (String(parts[0]), pages) }
    }

    func news() async throws -> [StreamEvent] {
        var events: [StreamEvent] = []
        let devices = await DevicesNews(scanners, language)
        if devices != toldDevices { events.append(try StreamEvent("devices", devices)) }
        toldDevices = devices
        let batch = await station.batch(of: person)
        let state = StateNews(batch, language)
        if state != toldState { events.append(try StreamEvent("state", state)) }
        toldState = state
        if let batch {
            if known?.batch != batch.id { known = (batch.id, 0) }
            for (index, page) in batch.pages.enumerated() where index >= (known?.pages ?? 0) {
                let news = PageNews(batch: batch.id, number: page.number, page: page.id, isNew: page.isNew)
                events.append(try StreamEvent("page", id: "\(batch.id):\(index + 1)", news))
            }
            known = (batch.id, batch.pages.count)
        }
        let preview = PreviewNews(await station.preview(of: person), language)
        if preview != toldPreview { events.append(try StreamEvent("preview", preview)) }
        toldPreview = preview
        return events
    }
}

/// The list of scanners.
private struct DevicesNews: Encodable, Equatable {
    struct Device: Encodable, Equatable {
        let name: String
        let title: String
    }

    let devices: [Device]
    let isLooking: Bool
    let said: String

    init(_ list: ScannerList, _ language: Language) async {
        let found = await list.devices
        isLooking = await list.isLooking
        let failure = await list.failure
        devices = found.map { Device(name: $0.name, title: $0.title) }
        said =
            failure.map { $0.message.text(language) + " " + $0.remedy.text(language) }
            ?? (isLooking
                ? Phrase.scanLooking.text(language) : found.isEmpty ? Phrase.scanNoDevices.text(language) : "")
    }
}

/// Where the batch stands, in words.
private struct StateNews: Encodable, Equatable {
    var batch = ""
    /// `none`, `scanning`, `done`, `stopped`, `broken`, or `held`: ended, and pages of it wait for the store.
    var state = "none"
    var isFeeder = false
    var next = 1
    var percent: Int?
    var message = ""
    var remedy = ""

    init(_ batch: ScanBatch?, _ language: Language) {
        guard let batch else { return }
        self.batch = batch.id
        next = batch.next
        isFeeder = batch.request.source == .adf || batch.request.source == .adfDuplex
        switch batch.state {
        case .scanning(let page, let part):
            state = "scanning"
            percent = part.map { Int($0 * 100) }
            let isHolding = batch.request.wait != nil && batch.pages.isEmpty && part == nil
            message = (isHolding ? Phrase.scanHolding : .scanProgress.with(String(page))).text(language)
        case .done:
            state = "done"
            message = Phrase.scanDone.with(String(batch.pages.count)).text(language)
        case .stopped(let error), .broken(let error):
            if case .stopped = batch.state { state = "stopped" } else { state = "broken" }
            message = error.message.text(language)
            remedy = error.remedy.text(language)
        }
        guard !batch.held.isEmpty else { return }
        if state == "done" { state = "held" }
        message += (message.isEmpty ? "" : " ") + Phrase.scanHeld.with(String(batch.held.count)).text(language)
        remedy += (remedy.isEmpty ? "" : " ") + Phrase.scanHeldRemedy.text(language)
    }
}

/// A page that is safe.
private struct PageNews: Encodable {
    let batch: String
    let number: Int
    let page: Int64
    let isNew: Bool
}

/// The glass, looked at.
private struct PreviewNews: Encodable, Equatable {
    var id = ""
    var isLooking = false
    /// Millimetres.
    var width: Double?
    var height: Double?
    var message = ""
    var remedy = ""

    init(_ preview: ScanPreview?, _ language: Language) {
        guard let preview else { return }
        id = preview.id
        switch preview.state {
        case .looking: isLooking = true
        case .there(_, let width, let height):
            self.width = width
            self.height = height
        case .failed(let error):
            message = error.message.text(language)
            remedy = error.remedy.text(language)
        }
    }
}

extension ScannerDevice {
    /// What people call it.
    var title: String { [vendor, model].filter { !$0.isEmpty }.joined(separator: " ") + " (\(name))" }
}
