internal import CSANE

/// One place where SANE's status codes become faults.
extension ScanFault {
    init?(_ status: SANE_Status) {
        switch status {
        case SANE_STATUS_GOOD, SANE_STATUS_EOF: return nil
        case SANE_STATUS_JAMMED: self = .jammed
        case SANE_STATUS_NO_DOCS: self = .outOfPaper
        case SANE_STATUS_COVER_OPEN: self = .coverOpen
        case SANE_STATUS_DEVICE_BUSY: self = .busy
        case SANE_STATUS_ACCESS_DENIED: self = .accessDenied
        case SANE_STATUS_INVAL: self = .deviceGone
        case SANE_STATUS_IO_ERROR: self = .inputOutput
        case SANE_STATUS_NO_MEM: self = .noMemory
        case SANE_STATUS_CANCELLED: self = .cancelled
        default: self = .other
        }
    }
}

/// A fault with what it was about: the option's name and what is allowed, or SANE's own words.
struct SaneFailure: Error {
    let fault: ScanFault
    let detail: [String]

    init(_ fault: ScanFault, _ detail: [String] = []) {
        self.fault = fault
        self.detail = detail
    }

    static func check(_ status: SANE_Status) throws(SaneFailure) {
        if let fault = ScanFault(status) {
            throw SaneFailure(fault, [sane_strstatus(status).map { String(cString: $0) } ?? "\(status.rawValue)"])
        }
    }
}
