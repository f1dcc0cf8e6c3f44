internal import Foundation
internal import OverreachModel
internal import OverreachPosture
internal import OverreachSecrets

let context = SourceContext(account: "123456789012", region: "us-east-1", cluster: "prod", host: "laptop")
let fingerprinter = Fingerprinter(key: Array(repeating: 7, count: 32))
let sources = Sources.all(fingerprinter: fingerprinter)

/// Reads a text as the source that recognises it would; nil where none does.
func read(_ text: String, path: String = "file.json", in context: SourceContext = context) -> Reading? {
    read(Array(text.utf8), path: path, in: context)
}

func read(_ bytes: [UInt8], path: String, in context: SourceContext = context) -> Reading? {
    let file = SourceFile(path: path, bytes: bytes)
    return sources.first { $0.recognise(file) != nil }?.read(file, in: context)
}

extension Reading {
    var nodes: [NodeFact] { fragments.flatMap(\.nodes) }
    var edges: [EdgeFact] { fragments.flatMap(\.edges) }
    var documents: [Document] { fragments.flatMap(\.documents) }
    var parts: [String] { fragments.map(\.scope.part) }

    func node(_ type: some NodeDomain, _ name: String) -> NodeFact? {
        nodes.first { $0.key.typeName == type.rawValue && $0.name == name }
    }

    /// Edges as `from name -KIND-> to id`.
    var sketch: [String] {
        edges.map { "\($0.from.id) -\($0.kind.name)-> \($0.to.id)" }.sorted()
    }

    /// Every string that leaves the source.
    var allStrings: [String] {
        var strings = notes + rejections.map(\.reason)
        for fragment in fragments {
            strings += [fragment.scope.source, fragment.scope.instance, fragment.scope.part]
        }
        for node in nodes {
            strings += [node.key.text, node.name, node.id] + node.properties.flatMap { [$0.name, $0.value] }
            strings += node.evidence.flatMap { [$0.file, $0.locator] }
        }
        for edge in edges {
            strings +=
                [edge.from.text, edge.to.text] + edge.conditions + edge.evidence.flatMap { [$0.file, $0.locator] }
        }
        for document in documents {
            strings += [document.subject.text, document.name, document.evidence.locator]
            strings.append("\(document.body)")
        }
        return strings
    }
}

extension NodeFact {
    func values(_ name: String) -> [String] { properties.filter { $0.name == name }.map(\.value) }
    func value(_ name: String) -> String? { values(name).first }
}

/// Folders of data that may be absent.
enum TestData {
    private static let checkout = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let shared: String? = {
        let named = ProcessInfo.processInfo.environment["OVERREACH_DATA"]
        let path = named ?? checkout.deletingLastPathComponent().appendingPathComponent("shared/data").path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    static let lab: String? = {
        let path = checkout.appendingPathComponent("examples/support-desk").path
        return FileManager.default.fileExists(atPath: path + "/mcp") ? path : nil
    }()

    /// All files below a folder, in the order of their paths.
    static func files(below folder: String) -> [(path: String, bytes: [UInt8])] {
        let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return found.sorted().compactMap { path in
            guard let data = FileManager.default.contents(atPath: folder + "/" + path) else { return nil }
            var isFolder: ObjCBool = false
            FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
            return isFolder.boolValue ? nil : (path, [UInt8](data))
        }
    }
}
