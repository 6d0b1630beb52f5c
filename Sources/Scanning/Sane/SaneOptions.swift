internal import CSANE
internal import Foundation

/// The options of an open device, looked up afresh on every call because setting one may change the others.
struct SaneOptions {
    let handle: SANE_Handle

    private struct Option {
        let index: SANE_Int
        let descriptor: SANE_Option_Descriptor
        let name: String
        var isSettable: Bool {
            let caps = descriptor.cap
            return caps & SANE_Int(SANE_CAP_SOFT_SELECT) != 0 && caps & SANE_Int(SANE_CAP_INACTIVE) == 0
        }
    }

    /// Names of everything that can be set now.
    var names: [String] { all().filter(\.isSettable).map(\.name) }

    func contains(_ name: String) -> Bool { all().contains { $0.name == name && $0.isSettable } }

    /// The words a string option allows; empty for others.
    func words(_ name: String) -> [String] {
        guard let option = find(name), option.descriptor.constraint_type == SANE_CONSTRAINT_STRING_LIST else {
            return []
        }
        var found: [String] = []
        var index = 0
        while let word = option.descriptor.constraint.string_list?[index] {
            found.append(String(cString: word))
            index += 1
        }
        return found
    }

    /// Sets an option from text; refuses what the device does not offer, saying what it does.
    func set(_ name: String, to text: String) throws(SaneFailure) {
        guard let option = find(name), option.isSettable else {
            throw SaneFailure(.unsupportedOption, [name] + names)
        }
        switch option.descriptor.type {
        case SANE_TYPE_BOOL:
            let truth = ["yes", "true", "1", "on"].contains(text.lowercased())
            guard truth || ["no", "false", "0", "off"].contains(text.lowercased()) else {
                throw SaneFailure(.badValue, [name, "yes", "no"])
            }
            try write(option, words: [truth ? 1 : 0])
        case SANE_TYPE_INT, SANE_TYPE_FIXED:
            guard let number = Double(text), number.isFinite else {
                throw SaneFailure(.badValue, [name] + allowed(option))
            }
            try setNumber(option, number)
        case SANE_TYPE_STRING:
            let offered = words(name)
            guard offered.isEmpty || offered.contains(text) else { throw SaneFailure(.badValue, [name] + offered) }
            try writeString(option, text)
        case SANE_TYPE_BUTTON:
            try SaneFailure.check(sane_control_option(handle, option.index, SANE_ACTION_SET_VALUE, nil, nil))
        default:
            throw SaneFailure(.unsupportedOption, [name] + names)
        }
    }

    /// The device's resolution after everything is set, dots per inch.
    var resolution: Double? {
        guard let option = find("resolution"), option.descriptor.size >= 4 else { return nil }
        var words = [SANE_Word](repeating: 0, count: Int(option.descriptor.size) / 4)
        guard sane_control_option(handle, option.index, SANE_ACTION_GET_VALUE, &words, nil) == SANE_STATUS_GOOD
        else { return nil }
        let value = option.descriptor.type == SANE_TYPE_FIXED ? Double(words[0]) / 65_536 : Double(words[0])
        return value > 0 ? value : nil
    }

    /// Whether a sensor says yes: an option that can be read and not be set.
    func senses(_ name: String) -> Bool {
        guard let option = find(name), option.descriptor.type == SANE_TYPE_BOOL, option.descriptor.size == 4,
            option.descriptor.cap & SANE_Int(SANE_CAP_SOFT_SELECT) == 0
        else { return false }
        var word: SANE_Word = 0
        return sane_control_option(handle, option.index, SANE_ACTION_GET_VALUE, &word, nil) == SANE_STATUS_GOOD
            && word != 0
    }

    /// Names of everything that says yes or no and cannot be set.
    var sensors: [String] {
        all().filter {
            $0.descriptor.type == SANE_TYPE_BOOL && $0.descriptor.cap & SANE_Int(SANE_CAP_SOFT_SELECT) == 0
        }.map(\.name)
    }

    /// The sensor that tells of a pressed button or of paper in the feeder, by the names that SANE's backends use (genesys,
    /// pixma, fujitsu, epjitsu, avision, canon_dr); `nil` when there is none.
    func sensor(_ wait: ScanRequest.Wait) -> String? {
        let known: [String] =
            switch wait {
            case .button: ["scan", "button-1", "button-start", "scan-button", "start", "button"]
            case .paper: ["page-loaded", "adf-loaded", "paper-loaded", "document-loaded"]
            }
        let there = sensors
        return known.first { there.contains($0) }
    }

    /// The value at or above `wanted` that the device offers, or its greatest; `nil` when it has no such option.
    func nearest(_ name: String, to wanted: Double) -> Double? {
        guard let option = find(name), option.isSettable else { return nil }
        switch option.descriptor.constraint_type {
        case SANE_CONSTRAINT_RANGE:
            guard let range = option.descriptor.constraint.range?.pointee else { return nil }
            let unit = option.descriptor.type == SANE_TYPE_FIXED ? 65_536.0 : 1
            return min(max(wanted, Double(range.min) / unit), Double(range.max) / unit)
        case SANE_CONSTRAINT_WORD_LIST:
            let offered = values(option)
            return offered.filter { $0 >= wanted }.min() ?? offered.max()
        default: return wanted
        }
    }

    /// The greatest value that the device allows; `nil` when it has no such option or sets no bounds.
    func greatest(_ name: String) -> Double? {
        guard let option = find(name), option.isSettable,
            [SANE_CONSTRAINT_RANGE, SANE_CONSTRAINT_WORD_LIST].contains(option.descriptor.constraint_type)
        else { return nil }
        return nearest(name, to: .infinity)
    }

    /// −100…100 laid over the device's own range; `nil` when it has no such option.
    func level(_ name: String, percent: Double) -> Double? {
        guard let option = find(name), option.isSettable,
            option.descriptor.constraint_type == SANE_CONSTRAINT_RANGE,
            let range = option.descriptor.constraint.range?.pointee
        else { return nil }
        let unit = option.descriptor.type == SANE_TYPE_FIXED ? 65_536.0 : 1
        let (low, high) = (Double(range.min) / unit, Double(range.max) / unit)
        let level = (low + high) / 2 + min(max(percent, -100), 100) / 100 * (high - low) / 2
        return option.descriptor.type == SANE_TYPE_FIXED ? level : level.rounded()
    }

    /// Whether a length is counted in pixels rather than millimetres.
    func isInPixels(_ name: String) -> Bool { find(name)?.descriptor.unit == SANE_UNIT_PIXEL }

    // MARK: Values

    private func setNumber(_ option: Option, _ number: Double) throws(SaneFailure) {
        let fixed = option.descriptor.type == SANE_TYPE_FIXED
        // SANE_Fixed has 16 bits before the point.
        guard abs(number) < (fixed ? 32_768 : 2_147_483_648) else {
            throw SaneFailure(.badValue, [option.name] + allowed(option))
        }
        switch option.descriptor.constraint_type {
        case SANE_CONSTRAINT_RANGE:
            if let range = option.descriptor.constraint.range?.pointee {
                let low = fixed ? Double(range.min) / 65_536 : Double(range.min)
                let high = fixed ? Double(range.max) / 65_536 : Double(range.max)
                guard number >= low - 1e-4, number <= high + 1e-4 else {
                    throw SaneFailure(.badValue, [option.name] + allowed(option))
                }
            }
        case SANE_CONSTRAINT_WORD_LIST:
            guard values(option).contains(where: { abs($0 - number) < 1e-3 }) else {
                throw SaneFailure(.badValue, [option.name] + allowed(option))
            }
        default: break
        }
        let word = SANE_Word(fixed ? (number * 65_536).rounded() : number.rounded())
        let count = max(1, Int(option.descriptor.size) / MemoryLayout<SANE_Word>.size)
        try write(option, words: [SANE_Word](repeating: word, count: count))
    }

    private func write(_ option: Option, words: [SANE_Word]) throws(SaneFailure) {
        var words = words
        let room = max(1, Int(option.descriptor.size) / MemoryLayout<SANE_Word>.size)
        while words.count < room { words.append(words[0]) }
        var info: SANE_Int = 0
        let status = sane_control_option(handle, option.index, SANE_ACTION_SET_VALUE, &words, &info)
        if status == SANE_STATUS_INVAL { throw SaneFailure(.badValue, [option.name] + allowed(option)) }
        try SaneFailure.check(status)
    }

    private func writeString(_ option: Option, _ text: String) throws(SaneFailure) {
        var bytes = [CChar](repeating: 0, count: max(1, Int(option.descriptor.size)))
        let source = Array(text.utf8CString.dropLast())
        guard source.count < bytes.count else { throw SaneFailure(.badValue, [option.name]) }
        bytes.replaceSubrange(0..<source.count, with: source)
        let status = sane_control_option(handle, option.index, SANE_ACTION_SET_VALUE, &bytes, nil)
        if status == SANE_STATUS_INVAL { throw SaneFailure(.badValue, [option.name] + allowed(option)) }
        try SaneFailure.check(status)
    }

    private func values(_ option: Option) -> [Double] {
        guard let list = option.descriptor.constraint.word_list else { return [] }
        let fixed = option.descriptor.type == SANE_TYPE_FIXED
        return (0..<Int(list[0])).map { fixed ? Double(list[$0 + 1]) / 65_536 : Double(list[$0 + 1]) }
    }

    private func allowed(_ option: Option) -> [String] {
        func text(_ value: Double) -> String { value == value.rounded() ? String(Int(value)) : String(value) }
        switch option.descriptor.constraint_type {
        case SANE_CONSTRAINT_RANGE:
            guard let range = option.descriptor.constraint.range?.pointee else { return [] }
            let unit = option.descriptor.type == SANE_TYPE_FIXED ? 65_536.0 : 1
            return [text(Double(range.min) / unit) + "…" + text(Double(range.max) / unit)]
        case SANE_CONSTRAINT_WORD_LIST: return values(option).map(text)
        case SANE_CONSTRAINT_STRING_LIST: return words(option.name)
        default: return []
        }
    }

    private func find(_ name: String) -> Option? { all().first { $0.name == name } }

    private func all() -> [Option] {
        var count: SANE_Int = 0
        guard sane_get_option_descriptor(handle, 0) != nil,
            sane_control_option(handle, 0, SANE_ACTION_GET_VALUE, &count, nil) == SANE_STATUS_GOOD, count > 1
        else { return [] }
        return (1..<count).compactMap { index in
            guard let descriptor = sane_get_option_descriptor(handle, index)?.pointee, let name = descriptor.name,
                descriptor.type != SANE_TYPE_GROUP
            else { return nil }
            let text = String(cString: name)
            return text.isEmpty ? nil : Option(index: index, descriptor: descriptor, name: text)
        }
    }
}
