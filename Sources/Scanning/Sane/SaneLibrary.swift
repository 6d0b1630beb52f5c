internal import CSANE
internal import Foundation

/// The SANE library, from `sane_init` to `sane_exit`. Not thread-safe: one per process, used from one thread.
struct SaneLibrary: ~Copyable {
    init() throws(SaneFailure) {
        var version: SANE_Int = 0
        guard sane_init(&version, SaneLibrary.authorize) == SANE_STATUS_GOOD else { throw SaneFailure(.noBackend) }
    }

    deinit { sane_exit() }

    func devices() throws(SaneFailure) -> [ScannerDevice] {
        var list: UnsafeMutablePointer<UnsafePointer<SANE_Device>?>?
        try SaneFailure.check(sane_get_devices(&list, 0))
        var found: [ScannerDevice] = []
        var index = 0
        while let device = list?[index] {
            func text(_ pointer: SANE_String_Const?) -> String { pointer.map { String(cString: $0) } ?? "" }
            found.append(
                ScannerDevice(
                    name: text(device.pointee.name), vendor: text(device.pointee.vendor),
                    model: text(device.pointee.model), kind: text(device.pointee.type)))
            index += 1
        }
        return found
    }

    /// `XUEJI_SCANNER_USER` and `XUEJI_SCANNER_PASSWORD` answer network scanners that ask; buffers hold 128 bytes.
    private static let authorize: SANE_Auth_Callback = { _, user, password in
        for (name, target) in [("XUEJI_SCANNER_USER", user), ("XUEJI_SCANNER_PASSWORD", password)] {
            guard let target else { continue }
            if let value = getenv(name) {
                strncpy(target, value, 127)
                target[127] = 0
            } else {
                target[0] = 0
            }
        }
    }
}
