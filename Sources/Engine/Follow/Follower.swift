internal import Foundation
internal import OverreachModel
internal import OverreachPosture
internal import OverreachSecrets
internal import OverreachStore
internal import OverreachTelemetry
internal import OverreachWire

/// Reads what comes to files and folders, again and again, and remembers in the store where it stopped.
///
/// A file of lines is read on from there, whatever it is called meanwhile; any other is read whole when it has come to
/// rest, and again when it changes. What was read and how far are one change, so that nothing is lost or counted twice
/// whenever the process ends.
struct Follower {
    /// What one look at everything brought.
    struct Look {
        /// A line a file of which something was read.
        var reports: [FileReport] = []
        /// Whether any record was new.
        var hasNews: Bool { reports.contains { $0.accepted > 0 } }
    }

    private let store: Store
    private let options: IngestOptions
    private let roots: [String]
    private let sources: [any Source]
    private var tails: [StoredTail.Identity: StoredTail] = [:]
    private var decoders: [Text: any Decoder] = [:]  // by evidence path: what the last lines were
    private var seen: [StoredTail.Identity: GrowingFile] = [:]  // as the last look saw it
    private var passedOver: Set<Text> = []  // posture, said once

    /// Bytes that are decoded at once.
    private static let chunk = 8 << 20
    /// The longest line.
    private static let lineLimit = 64 << 20
    /// First bytes by which a file is known again.
    private static let headSize: Int64 = 1024
    /// A file is at rest that was not written for so long, in nanoseconds.
    private static let rest: Int64 = 2_000_000_000
    /// What cannot be read is waited for so long, in nanoseconds: it may be on its way.
    private static let patience: Int64 = 10_000_000_000

    /// Prepares to follow.
    ///
    /// Errors: `StoreError`.
    init(_ roots: [String], into store: Store, options: IngestOptions) throws {
        self.roots = roots
        self.store = store
        self.options = options
        sources = Sources.all(fingerprinter: Fingerprinter(key: try store.fingerprintKey()))
        for tail in try store.read({ try $0.tails() }) { tails[tail.identity] = tail }
    }

    /// Looks at everything once.
    ///
    /// Errors: `StoreError` where the store cannot be written; what was read before is kept.
    mutating func look(now time: Int64) throws -> Look {
        var look = Look()
        var now: [StoredTail.Identity: GrowingFile] = [:]
        for root in roots {
            let walk = FileWalk(root)
            for found in walk.files + rotated(of: walk) {
                guard let file = GrowingFile(found.absolute), now[file.identity] == nil else { continue }
                now[file.identity] = file
                if let report = try read(file, as: found.relative, at: walk.path(of: found.relative), time: time) {
                    look.reports.append(report)
                }
            }
        }
        seen = now
        return look
    }

    /// What a followed file was called by a rotation: neighbours that were read before, or that begin as it did.
    ///
    /// Of a followed folder they are met anyway.
    private func rotated(of walk: FileWalk) -> [FoundFile] {
        guard !walk.isFolder else { return [] }
        let name = (walk.root as NSString).lastPathComponent
        let stem = (name as NSString).deletingPathExtension
        let known = tails.values.filter { UTF8Order.equal($0.path, name) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: walk.folder)) ?? []
        return names.sorted(by: UTF8Order.less).compactMap { neighbour in
            guard !UTF8Order.equal(neighbour, name), neighbour.utf8.starts(with: stem.utf8),
                let file = GrowingFile(walk.path(of: neighbour)),
                known.contains(where: { isSame($0, file) || begins(file, as: $0) })
            else { return nil }
            return FoundFile(
                absolute: file.path, relative: neighbour, writtenAt: file.modifiedAt, size: Int(clamping: file.size))
        }
    }

    private func isSame(_ tail: StoredTail, _ file: GrowingFile) -> Bool {
        tail.identity == file.identity && begins(file, as: tail)
    }

    private func begins(_ file: GrowingFile, as tail: StoredTail) -> Bool {
        guard tail.headSize > 0, file.size >= tail.headSize else { return false }
        return file.bytes(from: 0, count: Int(clamping: tail.headSize)).map(Digest.sha256) == tail.head
    }

    // MARK: - One file

    private mutating func read(
        _ file: GrowingFile, as relative: String, at absolute: String, time: Int64
    ) throws -> FileReport? {
        let known = tails[file.identity]
        if let known, known.size == file.size, known.modifiedAt == file.modifiedAt { return nil }
        guard file.size > 0, let head = file.bytes(from: 0, count: Int(min(file.size, Follower.headSize))) else {
            return nil
        }

        // Another file in its place, or the same one emptied and begun anew, begins otherwise or is shorter.
        let isContinued = known.map { file.size >= $0.size && begins(file, as: $0) } ?? false
        var tail = StoredTail(
            identity: file.identity, path: relative, size: 0, lines: 0, head: Digest.sha256(head),
            headSize: Int64(head.count), modifiedAt: file.modifiedAt)
        if isContinued, let known {
            tail.path = known.path
            tail.size = known.size
            tail.lines = known.lines
        }

        let isLines = try Follower.beginsWithLine(file, head)
        guard let isLines else { return nil }
        return isLines
            ? try readLines(file, tail, at: absolute, time: time)
            : try readWhole(file, tail, at: absolute, time: time)
    }

    /// Whether a file is one of lines: its first line is a JSON text by itself; nil while nobody can tell.
    private static func beginsWithLine(_ file: GrowingFile, _ head: [UInt8]) throws -> Bool? {
        guard let first = head.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }), first == UInt8(ascii: "{")
        else {
            return false
        }
        var bytes = head
        if !bytes.contains(0x0A) {
            guard let more = file.bytes(from: 0, count: Int(min(file.size, Int64(lineLimit)))) else { return nil }
            bytes = more
        }
        guard let end = bytes.firstIndex(of: 0x0A) else {
            // One line without an end: it may still be written, or be all that there will be.
            return bytes.count >= lineLimit ? false : true
        }
        return (try? JSONValue.parse(Array(bytes[..<end]))) != nil
    }

    /// Reads on from where it stopped, line by line.
    private mutating func readLines(
        _ file: GrowingFile, _ start: StoredTail, at absolute: String, time: Int64
    ) throws -> FileReport? {
        var tail = start
        var report: FileReport?
        var room = Follower.chunk
        while tail.size < file.size {
            let count = Int(min(file.size - tail.size, Int64(room)))
            guard let bytes = file.bytes(from: tail.size, count: count), !bytes.isEmpty else { break }
            var cut = LineCut(bytes)
            if cut.whole == 0 {
                let isAll = tail.size + Int64(bytes.count) >= file.size
                if !isAll, room < Follower.lineLimit {
                    room *= 2
                    continue
                }
                let isTooLong = bytes.count >= Follower.lineLimit
                // A last line without an end is taken when nobody writes any more and it is whole.
                let isAtRest = time - file.modifiedAt >= Follower.rest && (try? JSONValue.parse(bytes)) != nil
                guard isTooLong || isAtRest else { break }
                cut = LineCut(all: bytes)
            }
            let part = try take(Array(bytes[..<cut.whole]), cut, &tail, at: absolute, time: time)
            if let part { report = Follower.sum(report, part) }
            room = Follower.chunk
        }
        return report
    }

    private mutating func take(
        _ bytes: [UInt8], _ cut: LineCut, _ tail: inout StoredTail, at absolute: String, time: Int64
    ) throws -> FileReport? {
        let (place, lines) = (tail.size, tail.lines)
        tail.size += Int64(cut.whole)
        tail.lines += Int64(cut.lines)
        let content = SourceFile(path: tail.path, bytes: bytes)
        guard let (decoder, form) = decoder(of: content) else {
            let next = tail
            try store.write { try $0.keep(next) }
            tails[tail.identity] = tail
            return nil
        }
        let decoding = options.placing(decoder.decode(content)).moved(lines: Int(lines), bytes: Int(place))
        return try keep(decoding, by: decoder, as: form, content: bytes, tail, at: absolute, time: time)
    }

    /// Reads a file that is no file of lines, when it has come to rest.
    private mutating func readWhole(
        _ file: GrowingFile, _ start: StoredTail, at absolute: String, time: Int64
    ) throws -> FileReport? {
        let isStill = seen[file.identity].map { $0.size == file.size && $0.modifiedAt == file.modifiedAt } ?? false
        let age = time - file.modifiedAt
        guard isStill || age >= Follower.rest else { return nil }
        var tail = start
        tail.size = file.size
        tail.lines = 0

        let found = FoundFile(
            absolute: file.path, relative: tail.path, writtenAt: file.modifiedAt, size: Int(clamping: file.size))
        switch FileContent.read(found) {
        case .failure(let rejection):
            guard age >= Follower.patience else { return nil }
            return try refuse(rejection, tail, at: absolute, time: time)
        case .success(let bytes):
            let content = SourceFile(path: tail.path, bytes: bytes)
            if let source = sources.first(where: { $0.recognise(content) != nil }) {
                try keep(tail)
                guard passedOver.insert(Text(absolute)).inserted else { return nil }
                var report = FileReport(file: tail.path)
                report.notes = ["posture of \(source.name) is not followed: read it with `overreach ingest`"]
                return report
            }
            if let (decoder, form) = decoder(of: content) {
                let decoding = options.placing(decoder.decode(content))
                if !decoding.rejections.isEmpty, age < Follower.patience { return nil }
                return try keep(decoding, by: decoder, as: form, content: bytes, tail, at: absolute, time: time)
            }
            if let damage = FileContent.damage(bytes, path: tail.path) {
                guard age >= Follower.patience else { return nil }
                return try refuse(damage, tail, at: absolute, time: time)
            }
            try keep(tail)
            return nil
        }
    }

    private mutating func decoder(of file: SourceFile) -> (any Decoder, form: String)? {
        for decoder in Decoders.all {
            guard let recognition = decoder.recognise(file) else { continue }
            decoders[Text(file.path)] = decoder
            return (decoder, recognition.form)
        }
        // Lines that say too little of themselves are what the ones before were.
        return decoders[Text(file.path)].map { ($0, "\($0.name) lines") }
    }

    // MARK: - What is kept

    private mutating func keep(_ tail: StoredTail) throws {
        try store.write { try $0.keep(tail) }
        tails[tail.identity] = tail
    }

    private mutating func keep(
        _ decoding: Decoding, by decoder: any Decoder, as form: String, content: [UInt8], _ tail: StoredTail,
        at absolute: String, time: Int64
    ) throws -> FileReport {
        // The same lines may stand in a file twice, and are two entries of the ledger.
        let mark = Array("\(tail.identity) \(tail.size)".utf8)
        let draft = store.draft(
            source: decoder.name, file: absolute, sender: absolute, digest: Digest.sha256(content + mark),
            records: decoding.records, received: decoding.received, rejections: decoding.rejections,
            passedOver: decoding.passedOver)
        let counts = try store.write { writer in
            try writer.keep(tail)
            return try writer.append(draft, at: time).counts
        }
        tails[tail.identity] = tail
        return FileReport(file: tail.path, form: form, counts: counts, of: decoding)
    }

    private mutating func refuse(
        _ rejection: Rejection, _ tail: StoredTail, at absolute: String, time: Int64
    ) throws -> FileReport {
        let mark = Array("\(tail.identity) \(tail.size) \(tail.modifiedAt) \(rejection.reason)".utf8)
        let draft = store.draft(
            source: Ledger.source, file: absolute, sender: absolute, digest: Digest.sha256(mark), records: [],
            received: 1, rejections: [rejection])
        try store.write { writer in
            try writer.keep(tail)
            _ = try writer.append(draft, at: time)
        }
        tails[tail.identity] = tail
        return FileReport(file: tail.path, failure: rejection)
    }

    private static func sum(_ report: FileReport?, _ part: FileReport) -> FileReport {
        guard var sum = report else { return part }
        sum.received += part.received
        sum.accepted += part.accepted
        sum.duplicate += part.duplicate
        sum.rejected += part.rejected
        sum.reasons += part.reasons
        sum.notes += part.notes.filter { !sum.notes.contains($0) }
        return sum
    }
}

extension IngestOptions {
    /// Audit logs of Kubernetes do not name their cluster; the option does.
    func placing(_ decoding: Decoding) -> Decoding {
        guard let cluster else { return decoding }
        var decoding = decoding
        decoding.records = decoding.records.map { record in
            guard case .cloudCall(var call) = record, call.system == .kubernetes, call.recipientAccount.isEmpty else {
                return record
            }
            call.recipientAccount = cluster
            return .cloudCall(call)
        }
        return decoding
    }
}

extension Decoding {
    /// The same records where they stand in the file, of which these bytes are a later part.
    fileprivate func moved(lines: Int, bytes: Int) -> Decoding {
        guard lines > 0 || bytes > 0 else { return self }
        var moved = self
        moved.records = records.map { record in
            switch record {
            case .span(var span):
                span.evidence.line = span.evidence.line.map { $0 + lines }
                return .span(span)
            case .cloudCall(var call):
                call.evidence.line = call.evidence.line.map { $0 + lines }
                return .cloudCall(call)
            }
        }
        func placed(_ rejection: Rejection) -> Rejection {
            var rejection = rejection
            rejection.line = rejection.line.map { $0 + lines }
            rejection.offset = rejection.offset.map { $0 + bytes }
            return rejection
        }
        moved.rejections = rejections.map(placed)
        moved.passedOver = passedOver.map(placed)
        return moved
    }
}
