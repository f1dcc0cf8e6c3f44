import Foundation
import Testing

/// The table of targets and what each may import.
///
/// The build refuses what the manifest does not declare, but lets anything in the transitive closure pass: so the import lines are held against the table as well.
struct LayeringTests {
    private static let system: Set<String> = ["Foundation", "Glibc", "Darwin", "Synchronization"]
    private static let all: Set<String> = [
        "OverreachModel", "OverreachWire", "OverreachSecrets", "OverreachGraph", "OverreachPolicy", "OverreachPosture",
        "OverreachTelemetry", "OverreachStore", "OverreachAnalysis", "OverreachDiagram",
    ]
    private static let allowed: [String: Set<String>] = [
        "Model": [],
        "Wire": ["CZlib"],
        "Secrets": ["OverreachModel", "Crypto"],
        "Graph": ["OverreachModel", "Glibc", "Darwin", "Synchronization"],
        "Policy": ["OverreachModel"],
        "Posture": ["OverreachModel", "OverreachWire", "OverreachPolicy", "OverreachSecrets"],
        "Telemetry": ["OverreachModel", "OverreachWire", "OverreachSecrets"],
        "Store": ["OverreachModel", "OverreachWire", "GRDB", "Foundation", "Glibc", "Synchronization"],
        "Analysis": ["OverreachModel", "OverreachGraph", "OverreachPolicy"],
        "Diagram": system.union(["OverreachModel", "CGraphvizShim", "CRsvg"]),
        "Engine": system.union(all).union(["Yams"]),
        "HTTP": [
            "OverreachModel", "OverreachWire", "OverreachAnalysis", "OverreachEngine", "Crypto", "Foundation",
            "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "HTTPTypes", "Logging", "NIOCore", "NIOHTTPTypes",
            "ServiceLifecycle", "Synchronization", "UnixSignals",
        ],
        "overreach": [
            "OverreachModel", "OverreachAnalysis", "OverreachEngine", "OverreachHTTP", "ArgumentParser", "Foundation",
        ],
        "Testing": ["OverreachModel", "OverreachGraph"],
    ]

    @Test(arguments: allowed.keys.sorted()) func aTargetImportsOnlyWhatTheTableAllows(target: String) throws {
        let folder = Lab.checkout + "/Sources/" + target
        let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".swift") }
        #expect(!files.isEmpty)
        for file in files {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1 else { continue }
                if place == 1, !["internal", "public", "package", "private", "fileprivate"].contains(words[0]) {
                    continue
                }
                let module = String(words[place + 1].prefix { $0 != "." })
                #expect(Self.allowed[target]?.contains(module) == true, "\(file) imports \(module)")
            }
        }
    }

    @Test func everyTargetIsInTheTable() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Lab.checkout + "/Sources")
        let targets = folders.filter { !$0.hasPrefix("C") && !$0.hasPrefix(".") }
        #expect(Set(targets) == Set(Self.allowed.keys))
    }
}
