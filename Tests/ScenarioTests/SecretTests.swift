import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// No secret of the input is in any byte that Overreach writes.
struct SecretTests {
    @Test(arguments: Lab.all) func noSecretIsInStoreAnswersOrPictures(_ lab: Lab) throws {
        let secrets = try lab.truth()["no_secret_anywhere"]?.strings ?? [] + secretsOfConfigurations(in: lab.folder)
        let ingested = try lab.ingested()
        var written: [(name: String, bytes: [UInt8])] = []
        for file in try FileManager.default.contentsOfDirectory(atPath: ingested.scratch.path) {
            let url = URL(fileURLWithPath: ingested.scratch.path + "/" + file)
            written.append((file, [UInt8](try Data(contentsOf: url))))
        }
        let engine = ingested.engine
        func add(_ name: String, _ answer: some Encodable) throws {
            written.append((name, Array(try JSONText.encode(answer, indented: false).utf8)))
        }
        try add("report", ingested.report)
        try add("activities", try engine.ask(Activities()))
        try add("gaps", try engine.ask(Gaps()))
        try add("findings", try engine.ask(Findings()))
        try add("nodes", try engine.ask(Nodes()))
        try add("status", try engine.status())
        for node in try engine.ask(Nodes()).result where [.agent, .client, .mcpServer, .credential].contains(node.kind)
        {
            try add("radius of \(node.key)", try engine.ask(Radius(node: node.key)))
            let picture = try engine.picture { try Pictures.radius(Radius(node: node.key), in: $0) }
            written.append(("picture of \(node.key)", Array("\(picture)".utf8)))
        }

        #expect(!secrets.isEmpty)
        for secret in secrets {
            for (name, bytes) in written {
                #expect(!contains(bytes, Array(secret.utf8)), "a secret of \(secret.utf8.count) bytes is in \(name)")
            }
        }
    }

    /// Values that only configurations hold: what follows a key's, token's or password's name.
    private func secretsOfConfigurations(in folder: String) -> [String] {
        let files = FileManager.default.enumerator(atPath: folder + "/mcp")?.compactMap { $0 as? String } ?? []
        return files.filter { $0.hasSuffix(".json") }.flatMap { file -> [String] in
            let text = (try? String(contentsOfFile: folder + "/mcp/" + file, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").compactMap { line in
                guard line.contains("SECRET_ACCESS_KEY") || line.contains("TOKEN\"") else { return nil }
                let value = line.split(separator: "\"").last { $0.count > 8 && !$0.contains("$") }
                return value.map(String.init)
            }
        }
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, bytes.count >= part.count else { return false }
        return bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index <= buffer.count - part.count {
                if buffer[index] == first, buffer[index..<(index + part.count)].elementsEqual(part) { return true }
                index += 1
            }
            return false
        }
    }
}
