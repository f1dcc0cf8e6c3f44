public import OverreachAnalysis
internal import OverreachModel
internal import OverreachWire

/// An answer of `check` as SARIF 2.1.0, within what GitHub takes.
///
/// Reference: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
public struct SARIFReport {
    // What GitHub shows of a file; it refuses several times as much.
    private static let mostResults = 5_000
    private static let mostSteps = 1_000
    private static let longestText = 1_024
    private static let longestName = 255

    private let answer: Answer<Check.Result>
    private let version: String
    private let root: String
    private let house: String

    /// Prepares a report.
    ///
    /// `root` is put before every file, so that paths are those of the repository; `house` is where a violation is shown
    /// that no file says, `folder` the root of the repository, which is left out before it.
    public init(
        _ answer: Answer<Check.Result>, version: String, root: String = "", house: String?, folder: String = ""
    ) {
        self.answer = answer
        self.version = version
        self.root = root.isEmpty || root.hasSuffix("/") ? root : root + "/"
        self.house = SARIFReport.relative(house ?? HouseFile.names[0], to: folder)
    }

    /// The text of the report, without a line break at its end.
    public var text: String {
        var writer = JSONWriter(indented: true)
        writer.beginObject()
        writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        writer.member("version", "2.1.0")
        writer.key("runs")
        writer.beginArray()
        writer.beginObject()
        tool(&writer)
        invocation(&writer)
        results(&writer)
        writer.member("columnKind", "unicodeCodePoints")
        writer.endObject()
        writer.endArray()
        writer.endObject()
        return writer.text
    }

    // MARK: - Tool

    private func tool(_ writer: inout JSONWriter) {
        writer.key("tool")
        writer.beginObject()
        writer.key("driver")
        writer.beginObject()
        writer.member("name", "Overreach")
        writer.member("semanticVersion", version)
        writer.key("rules")
        writer.beginArray()
        for rule in answer.result.rules {
            let worst = rule.violations.map(\.severity).min() ?? .medium
            writer.beginObject()
            writer.member("id", rule.id)
            writer.member("name", String(rule.id.prefix(SARIFReport.longestName)))
            writer.text("shortDescription", SARIFReport.message(rule.summary))
            writer.text("fullDescription", SARIFReport.message(rule.summary))
            writer.text("help", SARIFReport.message(rule.violations.first?.remedy ?? rule.summary))
            writer.key("defaultConfiguration")
            writer.beginObject()
            writer.member("level", worst.level)
            writer.endObject()
            writer.key("properties")
            writer.beginObject()
            writer.member("security-severity", worst.score)
            writer.member("tags", ["security", "ai-agents"])
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.endObject()
    }

    private func invocation(_ writer: inout JSONWriter) {
        writer.key("invocations")
        writer.beginArray()
        writer.beginObject()
        writer.key("executionSuccessful")
        writer.value(answer.verdict == .holds || (answer.verdict == .broken && answer.complete))
        writer.key("toolExecutionNotifications")
        writer.beginArray()
        for caveat in answer.caveats {
            notification("\(caveat.source): \(caveat.detail)", level: SARIFReport.level(of: caveat), &writer) {
                writer in
                guard caveat.reason == Caveat.policy else { return }
                let line = caveat.source.split(separator: ":").last.flatMap { Int($0) }
                writer.key("locations")
                writer.beginArray()
                writer.beginObject()
                physicalLocation(SARIFReport.uri(house), line: line, &writer)
                writer.endObject()
                writer.endArray()
            }
        }
        for rule in answer.result.rules {
            guard let why = rule.skipped else { continue }
            let isUnchecked = rule.status == .unchecked
            notification(
                "\(rule.id) was not \(isUnchecked ? "checked" : "judged"): \(why)",
                level: isUnchecked ? "error" : "warning", &writer)
        }
        let left = found.count - SARIFReport.mostResults
        if left > 0 { notification("\(left) milder results are left out", level: "warning", &writer) }
        writer.endArray()
        writer.endObject()
        writer.endArray()
    }

    private static func level(of caveat: Caveat) -> String {
        switch caveat.reason {
        case Caveat.notRead, Caveat.cut, Caveat.stale: "error"
        case Caveat.policy: "warning"
        default: "note"
        }
    }

    private func notification(
        _ text: String, level: String, _ writer: inout JSONWriter, also: (inout JSONWriter) -> Void = { _ in }
    ) {
        writer.beginObject()
        also(&writer)
        writer.text("message", SARIFReport.message(text))
        writer.member("level", level)
        writer.endObject()
    }

    // MARK: - Results

    private var found: [(rule: Int, violation: Violation)] {
        answer.result.rules.enumerated().flatMap { index, rule in rule.violations.map { (index, $0) } }
    }

    private func results(_ writer: inout JSONWriter) {
        // Sorted by hand, so that what is equal keeps its order: GitHub keeps the worst.
        let ordered = found.enumerated().sorted { a, b in
            let (x, y) = (a.element.violation, b.element.violation)
            if x.isOpen != y.isOpen { return x.isOpen }
            return x.severity != y.severity ? x.severity < y.severity : a.offset < b.offset
        }.map(\.element)
        writer.key("results")
        writer.beginArray()
        for (rule, violation) in ordered.prefix(SARIFReport.mostResults) { result(violation, rule: rule, &writer) }
        writer.endArray()
    }

    private func result(_ violation: Violation, rule: Int, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("ruleId", answer.result.rules[rule].id)
        writer.member("ruleIndex", rule)
        writer.member("level", violation.severity.level)
        let owner = violation.owner.map { " Owner: \($0)." } ?? ""
        writer.text("message", SARIFReport.message("\(violation.title). \(violation.remedy)\(owner)"))
        writer.key("locations")
        writer.beginArray()
        location(of: violation.fix, name: violation.from, &writer)
        writer.endArray()
        if !violation.path.isEmpty { flow(violation.path, &writer) }
        writer.key("partialFingerprints")
        writer.beginObject()
        writer.member("overreachViolation/v1", violation.id)
        writer.endObject()
        if let known = violation.known { writer.member("baselineState", known ? "unchanged" : "new") }
        if let accepted = violation.accepted { suppression(accepted, &writer) }
        writer.endObject()
    }

    private func suppression(_ accepted: AcceptanceRow, _ writer: inout JSONWriter) {
        let words = [
            accepted.reason, accepted.owner.map { "accepted by \($0)" }, accepted.expires.map { "until \($0)" },
        ]
        writer.key("suppressions")
        writer.beginArray()
        writer.beginObject()
        writer.member("kind", "external")
        writer.member("status", "accepted")
        writer.member("justification", words.compactMap { $0 }.joined(separator: "; "))
        writer.endObject()
        writer.endArray()
    }

    private func flow(_ path: [StepRow], _ writer: inout JSONWriter) {
        writer.key("codeFlows")
        writer.beginArray()
        writer.beginObject()
        writer.key("threadFlows")
        writer.beginArray()
        writer.beginObject()
        writer.key("locations")
        writer.beginArray()
        for step in path.prefix(SARIFReport.mostSteps) {
            let verb = EdgeKind(name: step.edge)?.spec.verb ?? step.edge
            writer.beginObject()
            writer.key("location")
            location(
                of: Violation.place(step.evidence), name: step.to,
                message: "\(step.from.name) \(verb) \(step.to.name) (\(step.origin.rawValue))", &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.endObject()
        writer.endArray()
    }

    private func location(
        of place: EvidenceRow?, name: NodeRow?, message: String? = nil, _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        let file = place.map { $0.source == EvidenceRow.policy ? house : root + $0.file } ?? house
        // GitHub wants a line of every result; of a step none is made up.
        physicalLocation(SARIFReport.uri(file), line: place?.line ?? (message == nil ? 1 : nil), &writer)
        if let name {
            writer.key("logicalLocations")
            writer.beginArray()
            writer.beginObject()
            writer.member("name", name.name)
            writer.member("fullyQualifiedName", name.key)
            writer.endObject()
            writer.endArray()
        }
        if let message { writer.text("message", SARIFReport.message(message)) }
        writer.endObject()
    }

    private func physicalLocation(_ uri: String, line: Int?, _ writer: inout JSONWriter) {
        writer.key("physicalLocation")
        writer.beginObject()
        writer.key("artifactLocation")
        writer.beginObject()
        writer.member("uri", uri)
        writer.endObject()
        if let line {
            writer.key("region")
            writer.beginObject()
            writer.member("startLine", max(1, line))
            writer.endObject()
        }
        writer.endObject()
    }

    // MARK: - Text

    /// A message: braces and brackets have a meaning in SARIF, and names from outside may hold them.
    static func message(_ text: String) -> String {
        var out = ""
        for character in text.unicodeScalars {
            if out.utf16.count >= longestText - 2 { return out + "…" }
            switch character {
            case "{": out += "{{"
            case "}": out += "}}"
            case "[": out += "\\["
            case "]": out += "\\]"
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }

    /// The path without the folder before it, and without parts that say nothing.
    private static func relative(_ path: String, to folder: String) -> String {
        let isBelow = !folder.isEmpty && path.utf8.starts(with: "\(folder)/".utf8)
        let rest = isBelow ? String(Substring(path.utf8.dropFirst(folder.utf8.count + 1))) : path
        return rest.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }.joined(separator: "/")
    }

    /// A relative reference.
    ///
    /// Reference: RFC 3986, 3.3 and 4.2: a colon in the first part would make a scheme of it.
    static func uri(_ path: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        let relative = path.utf8.drop { $0 == UInt8(ascii: "/") }
        return String(
            decoding: relative.flatMap { byte -> [UInt8] in
                plain.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }, as: UTF8.self)
    }
}

extension Severity {
    /// SARIF's word.
    fileprivate var level: String {
        switch self {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low: "note"
        }
    }

    /// GitHub's number: from 9 critical, from 7 high, from 4 medium, above 0 low.
    fileprivate var score: String {
        switch self {
        case .critical: "9.5"
        case .high: "8.0"
        case .medium: "5.5"
        case .low: "2.0"
        }
    }
}

extension JSONWriter {
    /// Writes a member with a message.
    fileprivate mutating func text(_ name: String, _ text: String) {
        key(name)
        beginObject()
        member("text", text)
        endObject()
    }
}
