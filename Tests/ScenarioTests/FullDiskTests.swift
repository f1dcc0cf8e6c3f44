import Foundation
import OverreachModel
import OverreachStore
import Testing

@testable import OverreachEngine

/// A disk that fills up under a service: a file system of a few megabytes, which takes the rights of root.
@Suite(.serialized) struct FullDiskTests {
    /// A small file system of its own, gone with the value; nil where none may be made.
    private final class SmallDisk {
        let path: String

        init?(megabytes: Int) {
            path = FileManager.default.temporaryDirectory.path + "/overreach-disk-\(UUID().uuidString)"
            try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            guard SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "overreach-test", path) else {
                try? FileManager.default.removeItem(atPath: path)
                return nil
            }
        }

        deinit {
            _ = SmallDisk.run("umount", path)
            try? FileManager.default.removeItem(atPath: path)
        }

        private static func run(_ arguments: String...) -> Bool {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = arguments
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }

    private func request(_ number: Int) -> TelemetryRequest {
        let spans = (0..<40).map { span in
            let id = String(number * 100 + span + 1, radix: 16)
            let trace = String(repeating: "a", count: 32 - id.count) + id
            let own = String(repeating: "b", count: 16 - id.count) + id
            return """
                {"traceId":"\(trace)","spanId":"\(own)","name":"step \(trace)","startTimeUnixNano":"1790000000000000000",\
                "attributes":[{"key":"gen_ai.agent.name","value":{"stringValue":"bot"}}]}
                """
        }
        let body = #"{"resourceSpans":[{"scopeSpans":[{"spans":[\#(spans.joined(separator: ","))]}]}]}"#
        return TelemetryRequest(signal: .traces, encoding: .json, body: Array(body.utf8), sender: "a")
    }

    @Test func aFullDiskRefusesWhatComesAnswersQuestionsAndTakesMoreWhenThereIsRoom() async throws {
        guard geteuid() == 0, let disk = SmallDisk(megabytes: 3) else {
            print("skipped: no small file system can be mounted here")
            return
        }
        var settings = LiveSettings()
        settings.retention = nil
        settings.conclusionPause = 3_600_000_000_000
        let live = try LiveStore(storePath: disk.path + "/live.db", settings: settings)
        let ballast = disk.path + "/ballast"
        try Data(count: 1_500_000).write(to: URL(fileURLWithPath: ballast))

        var (accepted, refused) = (0, 0)
        for number in 0..<400 where refused < 3 {
            do throws(ServiceFailure) {
                accepted += try await live.receive(request(number)).accepted
            } catch {
                guard case .unavailable(_, let seconds) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(seconds > 0)
                refused += 1
            }
        }
        #expect(accepted > 0 && refused == 3)
        _ = try live.current.engine.status()

        // The store is looked at again at once after a refusal, and a write smaller than a batch may find room. So what the
        // gauge says in between is looked for in many refusals, of which one is enough.
        var isSaid = false
        for number in 0..<2000 where !isSaid {
            do { _ = try await live.receive(request(5000 + number)) } catch { isSaid = !live.gauges.isWritable }
        }
        #expect(isSaid, "a store that refuses what comes says so")

        try FileManager.default.removeItem(atPath: ballast)
        for _ in 0..<600 where !live.gauges.isWritable { try await Task.sleep(for: .milliseconds(20)) }
        #expect(live.gauges.isWritable, "it finds out by itself")
        // What was refused is sent again, as senders do.
        accepted = 0
        for number in 0..<12 { accepted += try await live.receive(request(number + 1000)).accepted }
        #expect(accepted == 480)
        await live.drain()

        let store = try Store.open(disk.path + "/live.db", mode: .readOnly)
        let ledger = try store.batches()
        #expect(try store.records().count == ledger.reduce(0) { $0 + $1.counts.accepted })
        #expect(store.standing == .whole)
    }
}
