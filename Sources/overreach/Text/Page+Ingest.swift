internal import OverreachEngine
internal import OverreachModel

extension Page {
    /// What an ingest did, a line a file.
    mutating func ingest(_ report: IngestReport) {
        let read = report.files.filter { $0.form != nil }
        let unknown = report.files.filter { $0.form == nil && $0.rejected == 0 }
        let failed = report.files.filter { $0.form == nil && $0.rejected > 0 }
        table(
            ["file", "what it is", "received", "accepted", "duplicate", "rejected"],
            read.map { file in
                [
                    Cell(file.file), Cell(file.form ?? ""), Cell("\(file.received)"), Cell("\(file.accepted)"),
                    Cell("\(file.duplicate)", .quiet), Cell("\(file.rejected)", file.rejected > 0 ? .alarm : .quiet),
                ]
            })
        for file in read where !file.reasons.isEmpty || !file.notes.isEmpty {
            section(file.file)
            reasons(of: file)
            for note in file.notes { line(note, .quiet, indent: 2) }
        }
        if !failed.isEmpty {
            section("Could not be read (\(failed.count))")
            for file in failed {
                line(file.file, .alarm, indent: 2)
                reasons(of: file)
            }
        }
        if !unknown.isEmpty {
            section("Not recognised (\(unknown.count))")
            for file in unknown { line(file.file, .quiet, indent: 2) }
        }
        let ended = report.scopes.reduce(0) { $0 + $1.ended }
        let (added, changed) = report.scopes.reduce((0, 0)) { ($0.0 + $1.added, $0.1 + $1.changed) }
        line()
        line("posture: \(added) facts new, \(changed) changed, \(ended) ended")
        for note in report.notes { line(note, .warning) }
        let outdated = report.scopes.filter(\.outdated).count
        if outdated > 0 {
            let parts = outdated == 1 ? "1 part is" : "\(outdated) parts are"
            line("\(parts) older than what is known and changed nothing", .warning)
        }
        line(
            "graph: \(Page.counted(report.nodes, "node")), \(Page.counted(report.edges, "edge")), "
                + Page.counted(report.activities, "act"))
        if !report.isComplete { line("not everything could be read: answers will say so", .alarm) }
    }

    /// Each reason once, with how many records have it and where the first stands.
    private mutating func reasons(of file: FileReport) {
        var counts: [Text: Int] = [:]
        var different: [FileReport.Reason] = []
        for reason in file.reasons {
            let text = Text(reason.reason)
            if counts[text] == nil { different.append(reason) }
            counts[text, default: 0] += 1
        }
        let shown = 5
        for reason in different.prefix(shown) {
            let count = counts[Text(reason.reason)] ?? 1
            var place = [reason.line.map { "line \($0)" }, reason.offset.map { "byte \($0)" }].compactMap { $0 }
            if count > 1, !place.isEmpty { place[0] = "first at \(place[0])" }
            let words = (count > 1 ? "\(count)× " : "") + reason.reason
            line(words + (place.isEmpty ? "" : " (\(place.joined(separator: ", ")))"), .warning, indent: 4)
        }
        if different.count > shown { line("and \(different.count - shown) more reasons", .quiet, indent: 4) }
    }

    /// A moment without the fraction of its second.
    static func second(_ time: String) -> String { time.contains(".") ? time.prefix(19) + "Z" : time }

    /// The first of what was read, and how many more.
    static func what(of row: Status.IngestRow) -> String {
        let more = row.what.count - 3
        return row.what.prefix(3).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    /// What was collected, and how fresh it is.
    mutating func status(_ status: Status) {
        heading("What was collected")
        if !status.ingests.isEmpty {
            section("Readings of posture (for `diff` and `--as-of`)")
            table(
                ["run", "read", "stated", "new", "changed", "ended", "what"],
                status.ingests.map { row in
                    [
                        Cell("run:\(row.run)", .strong), Cell(Page.second(row.at)),
                        Cell(Page.second(row.stated), .quiet), Cell("\(row.added)"),
                        Cell("\(row.changed)"), Cell("\(row.ended)"), Cell(Page.what(of: row), .quiet),
                    ]
                })
        }
        if !status.posture.isEmpty {
            section("Posture")
            table(
                ["source", "instance", "part", "run", "stated", "whole", "facts"],
                status.posture.map { row in
                    [
                        Cell(row.source), Cell(row.instance), Cell(row.part), Cell("\(row.run)", .quiet),
                        Cell(row.stated, .quiet),
                        row.whole ? Cell("yes") : Cell("no", .warning), Cell("\(row.facts)", .quiet),
                    ]
                })
        }
        if !status.runtime.isEmpty {
            section("Runtime")
            table(
                ["source", "batches", "received", "accepted", "duplicate", "rejected", "first", "last"],
                status.runtime.map { row in
                    [
                        Cell(row.source), Cell("\(row.batches)"), Cell("\(row.received)"), Cell("\(row.accepted)"),
                        Cell("\(row.duplicate)", .quiet),
                        Cell("\(row.rejected)", row.rejected > 0 ? .alarm : .quiet), Cell(row.first ?? "", .quiet),
                        Cell(row.last ?? "", .quiet),
                    ]
                })
        }
        if !status.notUnderstood.isEmpty {
            section("Telemetry that is sound and not understood")
            table(
                ["source", "records", "what", "first in"],
                status.notUnderstood.map { row in
                    let place = row.line.map { ":\($0)" } ?? row.offset.map { " at byte \($0)" } ?? ""
                    return [
                        Cell(row.source), Cell("\(row.records)", .warning), Cell(row.what),
                        Cell(row.file + place, .quiet),
                    ]
                })
        }
        line()
        line("\(Page.counted(status.activities, "act")), \(status.unattributed) that nobody can attribute")
    }
}
