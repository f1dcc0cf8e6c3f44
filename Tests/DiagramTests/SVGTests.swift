import Foundation
import OverreachModel
import Testing

@testable import OverreachDiagram

@Suite struct SVGTests {
    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(arguments: Pictures.all)
    func sameInputIsTheSameBytes(_ named: Pictures.Named) throws {
        #expect(try InProcess.svg(of: named.picture) == InProcess.svg(of: named.picture))
    }

    @Test func hostileTextNeverAppearsUnescaped() throws {
        let svg = String(decoding: try InProcess.svg(of: Pictures.hostile()), as: UTF8.self)
        for raw in [
            "<script", "]]>", "\" onload", "' onload", "<svg onload", "\u{202E}", "\u{0}", "\u{7}", "\u{1B}",
            "\u{200B}", "\u{FEFF}", "&amp; &lt;b",
        ] {
            #expect(!svg.utf8.contains(raw.utf8), "\(DisplayText.visible(raw))")
        }
        for shown in ["&lt;script&gt;", "]]&gt;", "\\u{202E}", "\\u{0}", "&amp;amp; &amp;lt;b&amp;gt;", "顧客データベース本番環境"]
        {
            #expect(svg.utf8.contains(shown.utf8), "\(shown)")
        }
    }

    @Test(arguments: Pictures.all)
    func onlyTheListedElementsAndAttributesOccur(_ named: Pictures.Named) throws {
        let tags = try Markup.tags(in: String(decoding: InProcess.svg(of: named.picture), as: UTF8.self))
        for tag in tags {
            #expect(tag.attributes.isSubset(of: try #require(Self.allowed[tag.name], "<\(tag.name)>")), "<\(tag.name)>")
        }
    }

    /// The closed set: no script, no reference, no handler, no style attribute.
    static let allowed: [String: Set<String>] = [
        "svg": ["xmlns", "width", "height", "viewBox", "role", "aria-labelledby"], "title": ["id"], "desc": ["id"],
        "style": [], "rect": ["class", "x", "y", "width", "height", "rx"], "path": ["class", "d"], "g": ["class"],
        "text": ["class", "x", "y", "text-anchor", "textLength", "lengthAdjust"],
    ]

    @Test(
        .enabled(if: SVGTests.python != nil, "python3 is not installed: no independent XML parser"),
        arguments: Pictures.all)
    func anIndependentParserReadsItAndFindsTheNames(_ named: Pictures.Named) throws {
        let svg = try InProcess.svg(of: named.picture)
        let script = """
            import sys, xml.etree.ElementTree as E
            root = E.fromstring(sys.stdin.buffer.read())
            assert root.tag == '{http://www.w3.org/2000/svg}svg', root.tag
            for e in root.iter('{http://www.w3.org/2000/svg}title'): sys.stdout.buffer.write((e.text or '').encode() + b'\\x1e')
            """
        let out = try Run.program(try #require(Self.python), ["-c", script], input: svg)
        #expect(out.status == 0)
        let titles = String(decoding: out.output, as: UTF8.self).split(separator: "\u{1E}").map(String.init)
        let (_, folded) = try InProcess.scene(of: named.picture)
        for node in folded.nodes where !node.title.isEmpty {
            #expect(titles.contains { $0.utf8.starts(with: DisplayText.visible(node.title).utf8) })
        }
    }

    @Test func screenReadersGetTitleAndSummary() throws {
        let svg = String(decoding: try InProcess.svg(of: Pictures.support()), as: UTF8.self)
        #expect(svg.contains("role=\"img\" aria-labelledby=\"diagram-title diagram-summary\""))
        #expect(svg.contains("<title id=\"diagram-title\">support-bot</title>"))
        #expect(svg.contains("<desc id=\"diagram-summary\">support-bot reaches six data stores.</desc>"))
    }

    @Test func wholeNameOfACutLabelIsInItsTooltip() throws {
        let name = String(repeating: "x", count: 9_999) + "y"
        var picture = Pictures.single()
        picture.nodes[0].title = name
        let svg = String(decoding: try InProcess.svg(of: picture), as: UTF8.self)
        #expect(svg.contains("<title>\(name)</title>"))
        #expect(svg.contains("…"))
    }

    @Test func everyTextHasItsLengthSet() throws {
        let svg = String(decoding: try InProcess.svg(of: Pictures.support()), as: UTF8.self)
        let texts = try Markup.tags(in: svg).filter { $0.name == "text" }
        #expect(texts.count > 30)
        #expect(texts.allSatisfy { $0.attributes.isSuperset(of: ["textLength", "lengthAdjust"]) })
    }
}

/// A strict reader of the markup that the writer makes: it throws on anything that is not well-formed.
enum Markup {
    struct Tag {
        let name: String
        let attributes: Set<String>
    }

    struct Malformed: Error { let near: String }

    static func tags(in text: String) throws -> [Tag] {
        var tags: [Tag] = []
        var open: [String] = []
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "<") {
            guard !rest[..<start].contains(">") || open.last == "style" else {
                throw Malformed(near: String(rest.prefix(40)))
            }
            guard let end = rest[start...].firstIndex(of: ">") else { throw Malformed(near: String(rest.prefix(40))) }
            var body = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if body.hasPrefix("?xml") { continue }
            if body.hasPrefix("/") {
                guard open.popLast() == String(body.dropFirst()) else { throw Malformed(near: String(body)) }
                continue
            }
            let isEmpty = body.hasSuffix("/")
            if isEmpty { body.removeLast() }
            let name = String(body.prefix { $0 != " " })
            tags.append(Tag(name: name, attributes: try attributes(body.dropFirst(name.count))))
            if !isEmpty { open.append(name) }
        }
        guard open.isEmpty else { throw Malformed(near: open.joined()) }
        return tags
    }

    private static func attributes(_ text: Substring) throws -> Set<String> {
        var names: Set<String> = []
        var rest = text
        while rest.first == " " {
            rest.removeFirst()
            let name = String(rest.prefix { $0.isLetter || $0 == "-" })
            rest = rest.dropFirst(name.count)
            guard rest.hasPrefix("=\"") else { throw Malformed(near: String(rest)) }
            rest = rest.dropFirst(2)
            guard let end = rest.firstIndex(of: "\""), names.insert(name).inserted else {
                throw Malformed(near: String(rest))
            }
            rest = rest[rest.index(after: end)...]
        }
        guard rest.isEmpty else { throw Malformed(near: String(rest)) }
        return names
    }
}

/// Runs a program of the machine that checks our output.
enum Run {
    static func program(_ path: String, _ arguments: [String], input: [UInt8]) throws -> (
        status: Int32, output: [UInt8]
    ) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "diagram-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "in")
        try Data(input).write(to: source)

        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: source)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, Array(output))
    }
}
