internal import Foundation
public import Registry
public import Scanning

/// 扫描设置随批次保存: what a scanner was asked for, kept with the batch so that it can go on.
extension ScanRequest {
    /// The request as a batch keeps it; without the number of the page, which the batch itself says.
    public var text: String? {
        var kept = self
        kept.first = 1
        kept.pages = nil
        kept.wait = nil
        return (try? JSONEncoder().encode(kept)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// `nil` for a batch that was not scanned.
    public init?(of batch: IntakeBatch) {
        guard let text = batch.request,
            let kept = try? JSONDecoder().decode(ScanRequest.self, from: Data(text.utf8))
        else { return nil }
        self = kept
    }
}
