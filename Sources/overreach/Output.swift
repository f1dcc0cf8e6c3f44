internal import ArgumentParser
internal import Foundation
internal import OverreachAnalysis
internal import OverreachEngine

/// What goes to the terminal, a file or a pipe.
enum Output {
    /// Whether colour helps: a terminal, and nobody asked for none (https://no-color.org).
    static let hasColour =
        isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty

    /// Writes text; a reader that went away ends the program quietly, a full disk with code 1.
    static func write(_ text: String, to handle: FileHandle = .standardOutput) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            if cause?.code == Int(EPIPE) { exit(0) }
            if handle !== FileHandle.standardError { complain("the output cannot be written") }
            exit(Exit.failed)
        }
    }

    /// Says on stderr what went wrong.
    static func complain(_ message: String) {
        write("overreach: \(Plain.lines(message))\n", to: .standardError)
    }

    /// Prints an answer in the format that was asked for and, where it is incomplete, ends with code 5.
    static func answer<Result>(
        _ answer: Answer<Result>, as format: Format, text: (Result, inout Page) -> Void
    ) throws {
        switch format {
        case .json:
            write(try JSONText.encode(answer, indented: true) + "\n")
        case .ndjson:
            throw ValidationError("--format ndjson is for lists: activities, nodes, findings; expected text or json")
        case .text:
            var page = Page(hasColour: hasColour)
            text(answer.result, &page)
            page.caveats(answer.caveats, isComplete: answer.complete)
            write(page.text)
        }
        try finish(isComplete: answer.complete)
    }

    /// Prints an answer that is a list; as ndjson one object a line, with the caveats on stderr.
    static func list<Row: Encodable & Sendable>(
        _ answer: Answer<[Row]>, as format: Format, text: ([Row], inout Page) -> Void
    ) throws {
        guard format == .ndjson else {
            return try self.answer(answer, as: format, text: text)
        }
        for row in answer.result {
            write(try JSONText.encode(row, indented: false) + "\n")
        }
        for caveat in answer.caveats { complain("\(caveat.reason): \(caveat.source): \(caveat.detail)") }
        try finish(isComplete: answer.complete)
    }

    private static func finish(isComplete: Bool) throws {
        if !isComplete { throw ExitCode(Exit.incomplete) }
    }
}
