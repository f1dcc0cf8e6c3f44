internal import OverreachAnalysis
internal import OverreachGraph
public import OverreachModel
internal import OverreachPosture
internal import OverreachSecrets
public import OverreachStore
internal import OverreachTelemetry
internal import OverreachWire

/// Reads files and folders into a store: posture and runtime, each file by what its content is.
///
/// One bad record never sinks a file, one bad file never sinks a run. What is durable when it returns: everything that
/// the report counts as accepted.
public struct Ingest {
    /// Told before each file: its path, its place, and how many there are.
    public typealias Progress = (_ file: String, _ index: Int, _ count: Int) -> Void

    private let store: Store
    private let options: IngestOptions
    private let now: Int64
    private let sources: [any Source]

    /// Prepares to read into a store; `now` is when the records arrive, nanoseconds since 1970.
    ///
    /// Errors: `StoreError` where the store's key is missing.
    public init(into store: Store, options: IngestOptions, now: Int64) throws {
        self.store = store
        self.options = options
        self.now = now
        sources = Sources.all(fingerprinter: Fingerprinter(key: try store.fingerprintKey()))
    }

    /// Reads everything below the paths, closes the scopes they state, and derives anew what follows.
    ///
    /// Errors: `StoreError` where the store cannot be written; nothing of what the files hold throws.
    public func run(_ paths: [String], progress: Progress = { _, _, _ in }) throws -> IngestReport {
        var report = try read(paths, progress: progress)
        let world = try Conclusion(store: store, now: now).draw()
        report.nodes = world.snapshot.nodeCount
        report.edges = world.snapshot.edgeCount
        report.activities = world.activities.count
        return report
    }

    /// Reads everything below the paths and closes the scopes they state; nothing is concluded.
    func read(_ paths: [String], progress: Progress = { _, _, _ in }) throws -> IngestReport {
        let walks = paths.map { FileWalk($0, leavingOut: options.ignored) }
        return try close(walks.map { try gather($0, progress: progress) }, mayEnd: true)
    }

    /// Reads one file that was sent; nothing is concluded.
    ///
    /// `mayEnd`: whether a list that it states whole ends what it leaves out.
    func read(_ file: FoundFile, from root: String, mayEnd: Bool) throws -> IngestReport {
        try close([gather(FileWalk(of: file, in: root))], mayEnd: mayEnd)
    }

    /// Reads all files of a root; telemetry is durable then, posture waits until its scopes close.
    private func gather(_ walk: FileWalk, progress: Progress = { _, _, _ in }) throws -> RootReading {
        var root = RootReading(ScopeContext(options: options, root: walk.folder), walk)
        for (index, file) in walk.files.enumerated() {
            progress(file.relative, index, walk.files.count)
            try read(file, at: walk.path(of: file.relative), into: &root)
        }
        root.leftOut = walk.leftOut.filter(isEvidence).map(\.relative)
        readPosture(&root)
        root.judgeUnrecognised()
        return root
    }

    /// Whether a file that was left out is posture of which a list may tell: one that may be is.
    private func isEvidence(leftOut file: FoundFile) -> Bool {
        guard Unrecognised.isNamedLikeData(file.relative) else { return false }
        guard file.size <= Ingest.lookedAt, case .success(let bytes) = FileContent.read(file) else { return true }
        let content = SourceFile(path: file.relative, bytes: bytes)
        return sources.contains { !($0 is MCPSource) && $0.recognise(content) != nil }
    }

    /// The most bytes of a file that was left out which are read to see what it is.
    private static let lookedAt = 16 << 20

    /// Closes the scopes of all roots, each root in its turn.
    private func close(_ roots: [RootReading], mayEnd: Bool) throws -> IngestReport {
        var report = IngestReport()
        let losses = roots.flatMap(\.losses)
        func isPart(_ scope: RunScope, in root: RootReading) -> Bool {
            root.fragments[scope] != nil && WholeRuns.list(of: scope, in: root.fragments) == nil
        }
        var parts: [RunScope: Int] = [:]  // by scope: the roots that have only a part of it
        for root in roots {
            for scope in root.fragments.keys where isPart(scope, in: root) { parts[scope, default: 0] += 1 }
        }
        for root in roots {
            let elsewhere = { (scope: RunScope) in parts[scope] ?? 0 > (isPart(scope, in: root) ? 1 : 0) }
            for skipped in root.walk.skipped {
                report.files.append(FileReport(file: skipped.path, failure: Rejection(skipped.reason)))
            }
            try close(root, losses: losses, elsewhere: elsewhere, mayEnd: mayEnd, into: &report)
            try keepLedger(of: root)
            report.files += root.reports.sorted { UTF8Order.less($0.file, $1.file) }
        }
        return report
    }

    // MARK: - Files

    /// What is gathered from one root until its scopes close.
    private struct RootReading {
        var context: ScopeContext
        var posture: [(source: any Source, file: SourceFile, recognition: Recognition, writtenAt: Int64)] = []
        var fragments: [RunScope: [Fragment]] = [:]
        var statedAt: [RunScope: Int64] = [:]
        var reports: [FileReport] = []
        /// Posture files that could not be read whole, with the digest of their content.
        var digests: [Text: [UInt8]] = [:]
        /// Files that nothing recognised though nothing is wrong with them, with the digest of their content.
        var unrecognised: [Text: [UInt8]] = [:]
        /// Folders of which a file was recognised as evidence that was collected, and not as a configuration of a client,
        /// which lies among all kinds of files.
        var collected: Set<Text> = []

        /// The folder that holds all files of AWS that were recognised, part by part; nil where none was.
        var account: [Text]?
        /// Files that were left out though they are evidence, as far as can be told.
        var leftOut: [String] = []

        let walk: FileWalk

        init(_ context: ScopeContext, _ walk: FileWalk) {
            self.context = context
            self.walk = walk
        }

        /// What may have been evidence and was not read: damaged, not recognised, left out.
        var losses: [String] {
            walk.skipped.map(\.path) + digests.keys.sorted().map(\.string)
                + unrecognised.keys.sorted().map(\.string).filter(mayBeOfAccount)
                + leftOut.map { "\($0) (left out)" }
        }

        /// A file of AWS was recognised.
        mutating func note(account path: String) {
            let folder = path.split(separator: "/").dropLast().map { Text(String($0)) }
            account = account.map { Array(zip($0, folder).prefix { $0 == $1 }.map(\.0)) } ?? folder
        }

        /// Whether a file that nothing recognised may be one of AWS: it has the name of data, and lies below the folder that
        /// holds all that were recognised.
        private func mayBeOfAccount(_ path: String) -> Bool {
            Unrecognised.isNamedLikeData(path)
                && path.split(separator: "/").map { Text(String($0)) }.starts(with: account ?? [])
        }

        /// Makes failures of files that nothing recognised and that must not pass as read.
        mutating func judgeUnrecognised() {
            let isOfNothing = walk.isFolder && reports.allSatisfy { $0.form == nil && $0.rejected == 0 }
            if isOfNothing, reports.contains(where: { Unrecognised.isNamedLikeData($0.file) }) {
                let report = FileReport(file: walk.root, failure: Rejection(Unrecognised.folderReason))
                unrecognised[Text(walk.root)] = Digest.sha256(Array(Unrecognised.folderReason.utf8))
                reports.append(report)
            }
            for index in reports.indices where reports[index].form == nil && reports[index].rejected == 0 {
                let file = reports[index].file
                let isBesideEvidence =
                    Unrecognised.isNamedLikeData(file) && collected.contains(Text(Unrecognised.folder(of: file)))
                guard walk.isGivenFile || isBesideEvidence else { continue }
                reports[index] = FileReport(file: file, failure: Rejection(Unrecognised.reason))
            }
        }
    }

    private func read(_ found: FoundFile, at path: String, into root: inout RootReading) throws {
        let bytes: [UInt8]
        switch FileContent.read(found) {
        case .success(let content): bytes = content
        case .failure(let rejection):
            root.reports.append(FileReport(file: found.relative, failure: rejection))
            root.digests[Text(found.relative)] = Digest.sha256(Array(rejection.reason.utf8))
            return
        }

        let file = SourceFile(path: found.relative, bytes: bytes)
        for source in sources {
            guard let recognition = source.recognise(file) else { continue }
            // What clients write lies among all kinds of files.
            if !(source is MCPSource || source is ToolListSource) {
                root.collected.insert(Text(Unrecognised.folder(of: file.path)))
            }
            if source is AWSSource { root.note(account: file.path) }
            root.context.add(recognition.hints, of: file.path)
            root.posture.append((source, file, recognition, found.writtenAt))
            return
        }
        for decoder in Decoders.all {
            guard let recognition = decoder.recognise(file) else { continue }
            root.collected.insert(Text(Unrecognised.folder(of: file.path)))
            root.reports.append(try append(decoder.decode(file), of: file, at: path, by: decoder, as: recognition.form))
            return
        }
        if let damage = FileContent.damage(bytes, path: found.relative) {
            root.reports.append(FileReport(file: found.relative, failure: damage))
            root.digests[Text(found.relative)] = Digest.sha256(bytes)
        } else {
            root.reports.append(FileReport(file: found.relative))
            root.unrecognised[Text(found.relative)] = Digest.sha256(bytes)
        }
    }

    private func append(
        _ decoding: Decoding, of file: SourceFile, at path: String, by decoder: any Decoder, as form: String
    ) throws -> FileReport {
        let decoding = options.placing(decoding)
        let digest = Digest.sha256(file.bytes)
        let counts = try store.write { writer in
            try writer.append(
                source: decoder.name, file: path, digest: digest, records: decoding.records,
                received: decoding.received, rejections: decoding.rejections,
                passedOver: decoding.passedOver, at: now)
        }
        return FileReport(file: file.path, form: form, counts: counts, of: decoding)
    }

    // MARK: - Posture

    /// Reads posture once all files have said what they know of where they are from.
    private func readPosture(_ root: inout RootReading) {
        for place in root.posture.indices {
            let (source, file, recognition, writtenAt) = root.posture[place]
            root.posture[place].file.bytes = []  // what it says may be as large again
            let context = root.context.context(of: file.path, own: recognition.hints)
            let reading = source.read(file, in: context)
            var report = FileReport(file: file.path, form: recognition.form)
            report.received = reading.received
            report.rejected = reading.rejections.count
            report.accepted = max(0, reading.received - reading.rejections.count)
            report.reasons = reading.rejections.map(FileReport.Reason.init)
            report.notes = reading.notes
            root.reports.append(report)
            if !reading.rejections.isEmpty { root.digests[Text(file.path)] = Digest.sha256(file.bytes) }

            for var fragment in reading.fragments {
                if !reading.rejections.isEmpty { fragment.isWhole = false }
                root.fragments[fragment.scope, default: []].append(fragment)
                root.statedAt[fragment.scope] = max(root.statedAt[fragment.scope] ?? .min, min(writtenAt, now))
            }
        }
        root.posture = []
    }

    private func close(
        _ root: RootReading, losses: [String], elsewhere: @escaping (RunScope) -> Bool, mayEnd: Bool,
        into report: inout IngestReport
    ) throws {
        // A sound file that nothing recognised is of no scope that is known.
        let isSound =
            root.walk.skipped.isEmpty
            && !root.reports.contains { report in
                report.rejected > 0 && report.form == nil && root.unrecognised[Text(report.file)] == nil
            }
        let runs = WholeRuns(
            fragments: root.fragments, isFolder: root.walk.isFolder, isSound: isSound, losses: losses,
            elsewhere: elsewhere, earlier: { scope in try store.read { try $0.statingFiles(of: scope) } })
        var newest: [RunScope: StoredRun] = [:]
        for run in try store.runs() { newest[run.scope] = run }
        let known = newest.values.filter { $0.nodes + $0.edges + $0.documents > 0 }.map(\.scope)
        let unstated = known.filter { root.fragments[$0] == nil && mayBeOver($0, in: root) }
        var extents: [RunScope: WholeRuns.Extent] = [:]
        if mayEnd {
            for scope in root.fragments.keys + unstated { extents[scope] = try runs.extent(of: scope) }
        }
        report.notes += WholeRuns.notes(on: extents, among: known)

        let scopes = try store.write { writer in
            try Set(root.fragments.keys).union(extents.keys).sorted().compactMap { scope -> ScopeReport? in
                let fragments = root.fragments[scope] ?? []
                var (whole, list): (Bool, RunScope?) = (false, nil)
                if case .whole(let shown) = extents[scope] { (whole, list) = (true, shown) }
                guard whole || root.fragments[scope] != nil else { return nil }
                // A removal is no younger than what it ends, so that the file may come back as it was.
                let knownAt = newest[scope]?.confirmedAt
                let statedAt = root.statedAt[scope] ?? list.flatMap { root.statedAt[$0] } ?? knownAt ?? now
                let change = try writer.close(
                    scope: scope, fragments: fragments, whole: whole, statedAt: statedAt, openedAt: now)
                return ScopeReport(
                    source: scope.source, instance: scope.instance, part: scope.part, whole: whole,
                    added: change.added, changed: change.changed, ended: change.ended,
                    outdated: change.isEmpty && statedAt < knownAt ?? statedAt)
            }
        }
        report.scopes += scopes
        let gone = scopes.filter { $0.ended > 0 }
            .map { RunScope(source: $0.source, instance: $0.instance, part: $0.part) }
        report.notes += WholeRuns.notes(onGone: gone.filter { extents[$0].map(runs.isByAbsence) ?? false })
    }

    /// Whether nothing may be left of a scope that no file of the root is of: what a list of AWS may show, or a client's
    /// configuration below the root, which is a scope of its own that no list names.
    private func mayBeOver(_ scope: RunScope, in root: RootReading) -> Bool {
        switch scope.source {
        case "aws": true
        case "mcp", "mcp-tools":
            root.walk.isFolder && scope.instance.utf8.starts(with: "\(root.context.host)/".utf8)
                && !root.walk.leftOut.contains {
                    UTF8Order.equal(scope.instance, "\(root.context.host)/\($0.relative)")
                }
        default: false
        }
    }

    // MARK: - Ledger

    /// Keeps what could not be read, so that every later answer says so, until the file is read whole.
    private func keepLedger(of root: RootReading) throws {
        let walk = root.walk
        let ledger = Ledger(try store.batches())
        var failed: [(file: String, digest: [UInt8], reasons: [Rejection])] = []
        for skipped in walk.skipped {
            guard let file = skipped.absolute else { continue }
            failed.append((file, Digest.sha256(Array(skipped.reason.utf8)), [Rejection(skipped.reason)]))
        }
        for report in root.reports where report.rejected > 0 {
            guard let digest = root.digests[Text(report.file)] ?? root.unrecognised[Text(report.file)] else { continue }
            let reasons = report.reasons.map { Rejection($0.reason, line: $0.line, offset: $0.offset) }
            failed.append((report.file.hasPrefix("/") ? report.file : walk.path(of: report.file), digest, reasons))
        }
        let unread = Set(failed.map { Text($0.file) })
        let present = Set(root.reports.map { Text(walk.path(of: $0.file)) })
        let whole = Set(root.reports.filter { $0.rejected == 0 }.map { Text(walk.path(of: $0.file)) })

        try store.write { writer in
            for failure in ledger.openFailures where !unread.contains(Text(failure.file)) {
                // Whatever a file was, it is mended when nothing of it is lost; one that is gone has nothing to read.
                let isFile = failure.source == Ledger.source
                let isMended = (isFile ? present : whole).contains(Text(failure.file))
                guard isMended || (isFile && walk.covers(failure.file)) else { continue }
                // A folder that was named and empty is read once there is something in it.
                let wasEmpty = failure.reasons.contains { UTF8Order.equal($0.reason, FileWalk.isEmptyReason) }
                if wasEmpty, walk.isEmptyFolder(failure.file) { continue }
                _ = try writer.append(
                    source: failure.source, file: failure.file,
                    digest: Digest.sha256(Array("mended \(now) \(failure.file)".utf8)), records: [], received: 0,
                    rejections: [], at: now)
            }
            for failure in failed {
                // The ledger takes a digest once: a file that fails again as before it was mended is another entry.
                let mark = Array("\(failure.file) \(ledger.lastMended(failure.file))".utf8)
                _ = try writer.append(
                    source: Ledger.source, file: failure.file, digest: Digest.sha256(failure.digest + mark),
                    records: [], received: failure.reasons.count, rejections: failure.reasons, at: now)
            }
        }
    }
}
