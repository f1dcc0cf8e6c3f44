internal import ArgumentParser
internal import Foundation
internal import OverreachEngine

/// The command `overreach ingest PATH…`.
struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest", abstract: "Reads posture and telemetry from files and folders into a store.",
        discussion: """
            A file's content decides what it is; its path and the options say what content leaves out. Reading the same \
            again changes nothing. What could not be read (exit code 5) is kept in mind and said by every later answer: \
            also a file that was named and is nothing that is known, and a data file beside evidence of the same folder. \
            Other files of a folder are only listed.

            With --follow it goes on: it reads what comes to files and folders (JSON lines that grow, files that are \
            rotated, new files of an S3 sync), prints a line for each, and ends at SIGTERM or SIGINT. Where it stopped \
            is kept in the store. Posture is not followed.

            Examples:
              overreach ingest --cluster acme-prod examples/support-desk
              overreach ingest --follow /var/log/kubernetes/audit.log /var/lib/otel/traces.jsonl
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
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Leaves out files of a folder by name or path, such as 'truth.json' or 'drafts/*'.",
            discussion: "May be given several times.", valueName: "pattern"))
    var ignore: [String] = []
    @Flag(help: "Goes on reading what comes to the files and folders, until SIGTERM.")
    var follow = false
    @Flag(help: "Goes on where batches that were acknowledged are missing; every later answer says so.")
    var acceptLoss = false
    @Option(help: "text or json; ndjson is json here.")
    var format = Format.text

    func run() throws {
        let options = IngestOptions(account: account, region: region, cluster: cluster, host: host, ignored: ignore)
        if follow { return try self.follow(options) }
        let report = try IngestRun(storePath: store, options: options, acceptsLoss: acceptLoss)
            .run(paths, progress: IngestCommand.progress)
        if format == .text {
            var page = Page(hasColour: Output.hasColour)
            page.ingest(report)
            Output.write(page.text)
        } else {
            Output.write(try JSONText.encode(report, indented: true) + "\n")
        }
        if !report.isComplete { throw ExitCode(Exit.incomplete) }
    }

    /// Reads until it is told to end; a line for each file of which something was read.
    private func follow(_ options: IngestOptions) throws {
        let run = try FollowRun(paths, storePath: store, options: options, acceptsLoss: acceptLoss)
        let signals = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { run.stop() }
            source.resume()
            return source
        }
        try run.run(
            report: { file in
                do {
                    Output.write(
                        try format == .text ? Page.line(of: file) : JSONText.encode(file, indented: false) + "\n")
                } catch {
                    Output.complain("\(error)")
                }
            }, problem: Output.complain)
        withExtendedLifetime(signals) {}
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
