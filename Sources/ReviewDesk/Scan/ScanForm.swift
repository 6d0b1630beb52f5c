internal import Foundation
internal import IntakeModel
internal import Scanning

/// 扫描表单: what was chosen on the scan page, as a request to a device.
extension ScanRequest {
    /// Resolutions that the page offers, dots per inch: text needs 200, seals and small print 300.
    static let offeredResolutions = [150, 200, 300, 400, 600]

    /// Throws `scan.form` when something is missing or is no value of its list.
    ///
    /// A profile that was chosen gives what the page does not show: options of the driver.
    init(_ form: Form, _ profiles: ScanProfiles) throws(IntakeError) {
        guard let device = form["device"], device.utf8.count < 512,
            let source = form["source"].flatMap(Source.init), let mode = form["mode"].flatMap(Mode.init),
            let resolution = form["resolution"].flatMap(Double.init), resolution >= 50, resolution <= 1200
        else { throw ScanRequest.incomplete }
        self = try profiles.request(form["profile"], device: device)
        (self.source, self.mode, self.resolution) = (source, mode, resolution)
        size = form["size"].flatMap(ScanSize.init)
        brightness = form["brightness"].flatMap(Double.init)
        guard form["size"] == nil || size != nil, form["brightness"] == nil || brightness != nil,
            (-100...100).contains(brightness ?? 0)
        else { throw ScanRequest.incomplete }
        retries = 5
        wait = form["wait"].flatMap(Wait.init)
        let edges = ["left", "top", "width", "height"].map { form[$0] }
        guard edges.contains(where: { $0 != nil }) else { return }
        let numbers = edges.compactMap { $0.flatMap(Double.init) }
        guard numbers.count == 4, numbers.allSatisfy({ $0.isFinite && $0 >= 0 && $0 < 10_000 }), numbers[2] >= 5,
            numbers[3] >= 5
        else { throw IntakeError("scan.area", .scanAreaBad, remedy: .scanAreaBadRemedy, exit: .usage) }
        area = ScanArea(left: numbers[0], top: numbers[1], width: numbers[2], height: numbers[3])
    }

    private static var incomplete: IntakeError {
        IntakeError("scan.form", .deskFieldMissing, remedy: .scanFormRemedy, exit: .usage)
    }
}
