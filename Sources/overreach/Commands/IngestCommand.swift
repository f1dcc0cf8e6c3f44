internal import ArgumentParser
internal import Foundation
internal import OverreachEngine

/// The command `overreach ingest PATH…`.
struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest", abstract: "Reads posture and telemetry from files and folders into a store.",
        discussion: """
            A file's content decides what it is; its path and the options say what content leaves out. Reading the same \
            again changes nothing.

            Example: overreach ingest --cluster acme-prod examples/support-desk
            """)

    @Argument(help: "Files and folders.")
    var paths: [String]
    @Option(help: "The store; made where there is none.")
    var store = StoreDefaults.path
    @Option(help: "The AWS account of files that name none, e.g. list-buckets.")
    var account: String?
    @Option(help: "The AWS region of files that name none.")
    var region: String?
    @Option(help: "The cluster of Kubernetes lists, which never name it.")
    var cluster: String?
    @Option(help: "The host that client configurations are on.")
    var host: String?
    @Option(help: "text or json; ndjson is json here.")
    var format = Format.text

    func run() throws {
        let report = try IngestRun(
            storePath: store,
            options: IngestOptions(account: account, region: region, cluster: cluster, host: host)
        ).run(paths, progress: IngestCommand.progress)
        if format == .text {
            var page = Page(hasColour: Output.hasColour)
            page.ingest(report)
            Output.write(page.text)
        } else {
            Output.write(try JSONText.encode(report, indented: true) + "\n")
        }
        if !report.isComplete { throw ExitCode(Exit.incomplete) }
    }

    /// One line on stderr that is written over, on a terminal only.
    static func progress(_ file: String, _ index: Int, _ count: Int) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        let isLast = index == count - 1
        let name = Plain.text(String(file.suffix(60)))
        Output.write(
            "\r\u{1B}[Kreading \(index + 1) of \(count): \(name)" + (isLast ? "\r\u{1B}[K" : ""), to: .standardError)
    }
}
