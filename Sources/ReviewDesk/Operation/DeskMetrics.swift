internal import Foundation
internal import Synchronization

/// 运行指标: what the desk counts of itself. No names, no paths, nothing of any person.
final class DeskMetrics: Sendable {
    private struct Request: Hashable {
        let method: String
        /// `2xx`, `4xx`…
        let status: String
    }

    private struct State {
        var requests: [Request: Int] = [:]
        /// Requests that took at most so long; the last one is all.
        var buckets = [Int](repeating: 0, count: DeskMetrics.limits.count + 1)
        var seconds = 0.0
        var faults: [String: Int] = [:]
    }

    /// Upper limits of the histogram, seconds.
    private static let limits = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    private let state = Mutex(State())
    private let started = Date()

    func count(method: String, status: Int, seconds: Double) {
        state.withLock { state in
            state.requests[Request(method: method, status: "\(status / 100)xx"), default: 0] += 1
            for (index, limit) in DeskMetrics.limits.enumerated() where seconds <= limit { state.buckets[index] += 1 }
            state.buckets[DeskMetrics.limits.count] += 1
            state.seconds += seconds
        }
    }

    /// `code` is that of an error, which says nothing of anybody.
    func count(fault code: String) { state.withLock { $0.faults[code, default: 0] += 1 } }

    /// In the text format that Prometheus reads (exposition format 0.0.4).
    func text(_ gauges: [Gauge]) -> String {
        var text = ""
        func series(_ name: String, _ kind: String, _ help: String, _ values: [(labels: String, value: String)]) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
            for (labels, value) in values { text += "\(name)\(labels) \(value)\n" }
        }
        let now = state.withLock { $0 }
        series(
            "xueji_requests_total", "counter", "Requests by method and class of status.",
            now.requests.sorted { ($0.key.method, $0.key.status) < ($1.key.method, $1.key.status) }.map {
                ("{method=\"\($0.key.method)\",status=\"\($0.key.status)\"}", String($0.value))
            })
        text += "# HELP xueji_request_seconds Time that requests took.\n# TYPE xueji_request_seconds histogram\n"
        for (index, limit) in DeskMetrics.limits.enumerated() {
            text += "xueji_request_seconds_bucket{le=\"\(limit)\"} \(now.buckets[index])\n"
        }
        let all = now.buckets[DeskMetrics.limits.count]
        text += "xueji_request_seconds_bucket{le=\"+Inf\"} \(all)\nxueji_request_seconds_sum \(now.seconds)\n"
        text += "xueji_request_seconds_count \(all)\n"
        series(
            "xueji_faults_total", "counter", "Requests that ended with an error, by its code.",
            now.faults.sorted { $0.key < $1.key }.map { ("{code=\"\($0.key)\"}", String($0.value)) })
        series(
            "xueji_uptime_seconds", "gauge", "Since the desk was started.",
            [("", String(Int(Date().timeIntervalSince(started))))])
        for gauge in gauges { series(gauge.name, "gauge", gauge.help, gauge.values) }
        return text
    }

    struct Gauge {
        let name: String
        let help: String
        let values: [(labels: String, value: String)]
    }
}
