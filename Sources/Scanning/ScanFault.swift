public import IntakeModel

/// 扫描故障: one case for every thing that can go wrong at a scanner; each has its own words and remedy.
public enum ScanFault: String, Codable, Sendable, CaseIterable, Error {
    case jammed, doubleFeed, coverOpen, outOfPaper, busy, asleep, accessDenied, deviceGone, connectionLost, inputOutput,
        noMemory,
        cancelled
    case unsupportedOption, badValue, truncatedPage, emptyPage, noProgress, workerDied, noBackend, other

    /// The sentence for the person at the scanner; `device` and `detail` fill its blanks.
    public func error(device: String, page: Int, detail: [String] = []) -> IntakeError {
        let what = detail.first ?? ""
        let allowed = detail.dropFirst().joined(separator: ", ")
        let number = String(page)
        func make(_ message: Phrase, _ remedy: Phrase, _ exit: ExitStatus) -> IntakeError {
            IntakeError("scan." + rawValue, message, remedy: remedy, exit: exit, underlying: what.isEmpty ? nil : what)
        }
        switch self {
        case .jammed: return make(.scanJammed.with(number), .scanJammedRemedy.with(number), .unavailable)
        case .doubleFeed: return make(.scanDoubleFeed.with(number), .scanDoubleFeedRemedy.with(number), .unavailable)
        case .coverOpen: return make(.scanCoverOpen.with(number), .scanCoverOpenRemedy.with(number), .unavailable)
        case .outOfPaper: return make(.scanOutOfPaper, .scanOutOfPaperRemedy, .unavailable)
        case .busy: return make(.scanBusy.with(device), .scanBusyRemedy, .busy)
        case .asleep: return make(.scanAsleep.with(device), .scanAsleepRemedy, .unavailable)
        case .accessDenied: return make(.scanAccessDenied.with(device), .scanAccessDeniedRemedy, .notAllowed)
        case .deviceGone: return make(.scanDeviceGone.with(device), .scanDeviceGoneRemedy, .unavailable)
        case .connectionLost:
            return make(
                .scanConnectionLost.with(device, number), .scanConnectionLostRemedy.with(number), .unavailable)
        case .inputOutput: return make(.scanInputOutput.with(number), .scanTryAgain.with(number), .inputOutput)
        case .noMemory: return make(.scanNoMemory, .scanLowerResolution, .internalFault)
        case .cancelled: return make(.scanCancelled.with(number), .scanTryAgain.with(number), .unavailable)
        case .unsupportedOption: return make(.scanUnsupportedOption.with(what, allowed), .scanOptionsRemedy, .usage)
        case .badValue: return make(.scanBadValue.with(what, allowed), .scanOptionsRemedy, .usage)
        case .truncatedPage: return make(.scanTruncatedPage.with(number), .scanTryAgain.with(number), .inputOutput)
        case .emptyPage: return make(.scanEmptyPage.with(number), .scanTryAgain.with(number), .inputOutput)
        case .noProgress:
            return make(.scanNoProgress.with(device, number), .scanNoProgressRemedy.with(number), .unavailable)
        case .workerDied: return make(.scanWorkerDied.with(number), .scanTryAgain.with(number), .unavailable)
        case .noBackend: return make(.scanNoBackend, .scanNoBackendRemedy, .unavailable)
        case .other: return make(.scanOther.with(number, what), .scanTryAgain.with(number), .unavailable)
        }
    }
}
