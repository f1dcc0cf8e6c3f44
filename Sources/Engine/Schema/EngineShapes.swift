public import OverreachAnalysis

extension AnswerShape {
    /// The shapes of every command that writes JSON.
    public static let all: [AnswerShape] =
        questions + [
            AnswerShape(Diff.name, Diff.summary, result: Diff.Result.self),
            AnswerShape("status", "what was collected, how fresh it is, and what never was", result: Status.self),
            AnswerShape("ingest", "what became of every file that was read", object: IngestReport.object),
        ]
}

extension Status.PostureRow: ShapedObject {
    /// The members of a part of posture.
    public static var object: ObjectShape {
        ObjectShape(
            "posture_row", "One part of posture.",
            [
                member("source", \.source, "The source, e.g. `aws`."),
                member("instance", \.instance, "The account, cluster or host."),
                member("part", \.part, "What was listed."),
                member("run", \.run, "The number of the run that stated it: `--as-of run:N`."),
                member("stated", \.stated, as: .time, "When the source stated it."),
                member("whole", \.whole, "Whether it was stated whole."),
                member("facts", \.facts, "Nodes, edges and documents that it states."),
            ])
    }
}

extension Status.IngestRow: ShapedObject {
    /// The members of a reading of posture.
    public static var object: ObjectShape {
        ObjectShape(
            "ingest_row", "One reading of posture that changed what was known.",
            [
                member("run", \.run, "The number of its last run: `run:N` is what was known after it."),
                member("at", \.at, as: .time, "When it was read."),
                member("stated", \.stated, as: .time, "The latest time at which a source had stated what was read."),
                member("what", \.what, "What was read: sources with their accounts, clusters or hosts."),
                member("added", \.added, "Facts that were new."),
                member("changed", \.changed, "Facts that were said differently."),
                member("ended", \.ended, "Facts that were no longer stated."),
            ])
    }
}

extension Status.RuntimeRow: ShapedObject {
    /// The members of a kind of runtime input.
    public static var object: ObjectShape {
        ObjectShape(
            "runtime_row", "One kind of runtime input.",
            [
                member("source", \.source, "The source, e.g. `otlp`."),
                member("batches", \.batches, "Files or requests."),
                member("received", \.received, "Records in them."),
                member("accepted", \.accepted, "Records that are kept."),
                member("duplicate", \.duplicate, "Records that were known."),
                member("rejected", \.rejected, "Records that were not taken."),
                member("first", \.first, as: .nullable(.time), "When the first event happened, or null."),
                member("last", \.last, as: .nullable(.time), "When the last one did, or null."),
            ])
    }
}

extension Status.PassedOverRow: ShapedObject {
    /// The members of a row.
    public static var object: ObjectShape {
        ObjectShape(
            "not_understood_row", "Sound records of one kind that tell of nothing that is understood.",
            [
                member("source", \.source, "The source."), member("what", \.what, "What they are."),
                member("records", \.records, "How many there are; no batch counts them."),
                member("file", \.file, "The file or place of the first of them."),
                member("line", \.line, "Its line, from 1, or null."),
                member("offset", \.offset, "Its byte, from 0, or null."),
            ])
    }
}

extension Status: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "status", "What was collected, how fresh it is.",
            [
                member(
                    "ingests", \.ingests, "Readings of posture, the first first: what `diff` and `--as-of` count by."),
                member("posture", \.posture, "Posture, part by part."),
                member("runtime", \.runtime, "Runtime input, source by source."),
                member(
                    "not_understood", \.notUnderstood,
                    "Records of it that are sound and tell of nothing that is understood, the most frequent first."),
                member("activities", \.activities, "Acts that were made of it."),
                member("unattributed", \.unattributed, "Acts that nobody can say on whose behalf they were."),
            ])
    }
}

extension FileReport.Reason: ShapedObject {
    /// The members of a reason.
    public static var object: ObjectShape {
        ObjectShape(
            "reason", "Why a record was not taken.",
            [
                member("reason", \.reason, "What was wrong."),
                member("line", \.line, "The line, from 1, or null."),
                member("offset", \.offset, "The byte, from 0, or null."),
            ])
    }
}

extension FileReport: ShapedObject {
    /// The members of a file's report.
    public static var object: ObjectShape {
        ObjectShape(
            "file", "What became of one file; received is the sum of accepted, duplicate and rejected.",
            [
                member("file", \.file, "The file, relative to what was ingested."),
                member("form", \.form, "What it was, or null where nothing recognised it."),
                member("received", \.received, "Records in it."),
                member("accepted", \.accepted, "Records that were taken."),
                member("duplicate", \.duplicate, "Records that were known."),
                member("rejected", \.rejected, "Records that were not taken."),
                member("reasons", \.reasons, "Why, each with its place."),
                member("notes", \.notes, "What a reader should know though nothing was lost."),
            ])
    }
}

extension ScopeReport: ShapedObject {
    /// The members of a scope's report.
    public static var object: ObjectShape {
        ObjectShape(
            "run", "What became of one scope of posture.",
            [
                member("source", \.source, "The source, e.g. `aws`."),
                member("instance", \.instance, "The account, cluster or host."),
                member("part", \.part, "What was listed."),
                member("whole", \.whole, "Whether it was stated whole."),
                member("added", \.added, "Facts that are new."),
                member("changed", \.changed, "Facts that are said differently."),
                member("ended", \.ended, "Facts that are no longer stated."),
                member("outdated", \.outdated, "Whether something newer was known, so that it changed nothing."),
            ])
    }
}

extension IngestReport: ShapedObject {
    /// The members of the report.
    public static var object: ObjectShape {
        ObjectShape(
            "ingest", "What an ingest did.",
            [
                member("files", \.files, "One a file, in the order of the paths."),
                member("scopes", \.scopes, "One a scope of posture."),
                member("notes", \.notes, "What a reader should know of the whole: of what nothing was ended, and why."),
                member("nodes", \.nodes, "Nodes of the graph that came of it."),
                member("edges", \.edges, "Edges of it."),
                member("activities", \.activities, "Acts that are known."),
            ])
    }
}
