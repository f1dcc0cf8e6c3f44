internal import ArgumentParser
internal import Foundation
internal import OverreachAnalysis
internal import OverreachEngine

/// The command `overreach demo`.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Reads the recorded example and shows what can be asked of it.",
        discussion: "Example: overreach demo --out out")

    @Option(help: "The folder of the recording.")
    var example = "examples/support-desk"
    @Option(help: "The folder that the diagrams are written to.")
    var out = "out"

    func run() throws {
        guard FileManager.default.fileExists(atPath: example) else {
            throw ValidationError(
                "no recording at \"\(Plain.text(example))\", expected the project's examples/support-desk")
        }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("overreach-demo-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)

        let store = folder.appendingPathComponent("demo.db").path
        let report = try IngestRun(storePath: store, options: IngestOptions(cluster: "acme-prod"))
            .run([example], progress: IngestCommand.progress)
        let engine = try Engine(storePath: store)
        var page = Page(hasColour: Output.hasColour)
        page.heading("overreach ingest \(example)")
        page.line(
            "\(report.files.count) files: \(Page.counted(report.nodes, "node")), "
                + "\(Page.counted(report.edges, "edge")), \(Page.counted(report.activities, "act"))")
        page.line()
        page.heading("$ overreach radius support-bot")
        page.radius(try engine.ask(Radius(node: "support-bot")).result)
        page.line()
        page.heading("$ overreach gaps")
        page.gaps(try engine.ask(Gaps()).result)
        page.line()
        page.heading("$ overreach radius release-bot")
        page.radius(try engine.ask(Radius(node: "release-bot")).result)
        page.line()
        page.heading("$ overreach findings")
        page.findings(try engine.ask(Findings()).result)
        Output.write(page.text)

        try draw(engine)
    }

    private func draw(_ engine: Engine) throws {
        let drawing = Drawing(deadline: 20)
        var written: [String] = []
        for name in ["support-bot", "release-bot"] {
            let picture = try engine.picture { try Pictures.radius(Radius(node: name), in: $0) }
            for form in ["svg", "png"] {
                let file = "\(out)/radius-of-\(name).\(form)"
                try drawing.write(picture, to: file)
                written.append(file)
            }
        }
        let lake = "\(out)/exposure-of-acme-datalake.svg"
        try drawing.write(
            try engine.picture { try Pictures.exposure(Exposure(node: "acme-datalake"), in: $0) }, to: lake)
        written.append(lake)

        var page = Page(hasColour: Output.hasColour)
        page.section("Diagrams")
        for file in written { page.line(file, indent: 2) }
        page.section("What to try next")
        for command in [
            "overreach ingest --cluster acme-prod \(example)", "overreach exposure acme-billing",
            "overreach paths release-bot acme-billing", "overreach trace 892ee0", "overreach attribution",
            "overreach flows", "overreach review support-bot",
            "overreach diagram paths support-bot acme-billing -o billing.svg", "overreach status",
        ] { page.line(command, indent: 2) }
        Output.write(page.text)
    }
}
