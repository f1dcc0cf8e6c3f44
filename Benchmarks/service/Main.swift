internal import Foundation
internal import OverreachEngine

/// Measures what lies behind the service, without HTTP: `overreach-service-bench STORE SECONDS KIND [RECORDS]`.
///
/// Fills the store with RECORDS spans, then sends bodies of 500 spans over 4 connections for that many seconds, then
/// measures the time from an acknowledgement to a graph that holds it. Prints a line of JSON.
@main
struct Main {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, let seconds = Double(arguments[2]), let kind = Bodies.Kind(rawValue: arguments[3])
        else {
            FileHandle.standardError.write(Data("usage: STORE SECONDS agents|plain [RECORDS]\n".utf8))
            exit(2)
        }
        let bodies = Bodies(kind: kind)
        let filled = arguments.count > 4 ? Int(arguments[4]) ?? 0 : 0
        let live = try LiveStore(storePath: arguments[1], settings: settings())
        var number = Int(Date().timeIntervalSince1970 * 1000) % 1_000_000_000 * 1000
        for _ in 0..<(filled / Bodies.spans) {
            _ = try await live.receive(request(bodies.body(number)))
            number += 1
        }
        var line: [String: Any] = ["kind": kind.rawValue, "records": filled, "connections": 4]
        if seconds > 0 { line.merge(try await load(live, bodies, from: number, seconds)) { $1 } }
        line.merge(try await visible(live, bodies, from: number + 1_000_000)) { $1 }
        line["peak_rss_mb"] = peak()
        let text = try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys])
        print(String(decoding: text, as: UTF8.self))
    }

    private static func settings() -> LiveSettings {
        var settings = LiveSettings()
        settings.conclusionPause = 600_000_000_000
        settings.retention = nil  // the bodies have one date for ever
        settings.recordLimit = .max
        return settings
    }

    private static func request(_ body: [UInt8]) -> TelemetryRequest {
        TelemetryRequest(signal: .traces, encoding: .protobuf, body: body, sender: "bench")
    }

    /// Sends bodies that were made before, from four tasks that each wait for their answer.
    private static func load(
        _ live: LiveStore, _ bodies: Bodies, from number: Int, _ seconds: Double
    ) async throws -> [String: Any] {
        let count = 256
        let made = (0..<4).map { connection in (0..<count).map { bodies.body(number + connection * 100_000 + $0) } }
        let began = ContinuousClock.now
        let commits = live.gauges.commits
        let times = await withTaskGroup(of: [Double].self) { group in
            for connection in 0..<4 {
                group.addTask {
                    var times: [Double] = []
                    var next = 0
                    while (ContinuousClock.now - began).inSeconds < seconds {
                        // Made bodies first; what is beyond is made on the way, which costs the figure.
                        let body =
                            next < count
                            ? made[connection][next] : bodies.body(number + connection * 100_000 + next)
                        let start = ContinuousClock.now
                        if let receipt = try? await live.receive(request(body)), receipt.accepted == Bodies.spans {
                            times.append((ContinuousClock.now - start).inSeconds)
                        }
                        next += 1
                    }
                    return times
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        let took = (ContinuousClock.now - began).inSeconds
        let sorted = times.sorted()
        return [
            "spans_per_second": Int(Double(times.count * Bodies.spans) / took), "batches": times.count,
            "batches_per_commit": Double(times.count) / Double(max(1, live.gauges.commits - commits)),
            "p50_ms": sorted.isEmpty ? 0 : sorted[sorted.count / 2] * 1000,
            "p99_ms": sorted.isEmpty ? 0 : sorted[sorted.count * 99 / 100] * 1000,
        ]
    }

    /// The time from an answer to a graph that holds what was answered, and what one building takes.
    private static func visible(_ live: LiveStore, _ bodies: Bodies, from number: Int) async throws -> [String: Any] {
        while live.gauges.unfolded > 0 { try await Task.sleep(for: .milliseconds(20)) }
        var waits: [Double] = []
        let (builds, seconds) = (live.gauges.builds, live.gauges.buildSeconds)
        for turn in 0..<5 {
            _ = try await live.receive(request(bodies.body(number + turn)))
            let start = ContinuousClock.now
            while live.gauges.unfolded > 0 { try await Task.sleep(for: .milliseconds(2)) }
            waits.append((ContinuousClock.now - start).inSeconds)
        }
        let count = live.gauges.builds - builds
        return [
            "visible_ms": waits.sorted()[2] * 1000, "visible_max_ms": (waits.max() ?? 0) * 1000,
            "build_ms": count > 0 ? (live.gauges.buildSeconds - seconds) / Double(count) * 1000 : 0,
        ]
    }

    private static func peak() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first ?? "") }
            .map { $0 / 1024 } ?? 0
    }
}

extension Duration {
    fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
