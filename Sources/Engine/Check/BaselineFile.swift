internal import Foundation
public import OverreachAnalysis
internal import OverreachModel
internal import OverreachWire

/// Reads a baseline: an earlier answer of `check --format json`.
public enum BaselineFile {
    /// Why a baseline cannot be used.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        /// What, where, what was expected.
        public let description: String
    }

    private static let largest = 256 << 20
    private static let expected = "expected the JSON of an earlier `overreach check --format json`"

    /// The baseline.
    ///
    /// Errors: `Failure` where the file is missing, no such answer, or the answer of a store that was not read whole:
    /// what it does not know would be new for ever.
    public static func baseline(at path: String) throws -> Check.Baseline {
        guard let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int else {
            throw Failure(description: "no file at \"\(path)\", \(expected)")
        }
        guard size <= largest, let bytes = FileManager.default.contents(atPath: path) else {
            throw Failure(description: "cannot read \"\(path)\", \(expected) of at most \(largest) bytes")
        }
        let value: JSONValue
        do {
            value = try JSONValue.parse([UInt8](bytes))
        } catch {
            throw Failure(description: "\"\(path)\" is no JSON: \(error); \(expected)")
        }
        guard value["command"]?.string == Check.name, let rules = value["result"]?["rules"]?.array,
            let paths = value["result"]?["paths"]?.array
        else { throw Failure(description: "\"\(path)\" is no answer of check, \(expected)") }
        guard value["complete"]?.bool == true else {
            throw Failure(description: "\"\(path)\" is an incomplete answer, \(expected) that is complete")
        }

        var baseline = Check.Baseline(violations: [:], paths: [:])
        for rule in rules {
            for violation in rule["violations"]?.array ?? [] {
                guard let id = violation["id"]?.string else { continue }
                baseline.violations[Text(id), default: []].append(extent(violation, of: rule["id"]?.string ?? ""))
            }
        }
        for row in paths {
            guard let from = row["from"]?.string, let to = row["to"]?.string else {
                throw Failure(description: "\"\(path)\" has a path without an end, \(expected)")
            }
            let effects = (row["effects"]?.array ?? []).compactMap { $0.string.flatMap { Effect(rawValue: $0) } }
            baseline.paths[Check.Baseline.Pair(from: Key(text: from), to: Key(text: to)), default: []]
                .formUnion(effects)
        }
        return baseline
    }

    /// How bad a violation was.
    ///
    /// An answer of before there was a weight in it says of effects only those of rules about reach.
    private static func extent(_ violation: JSONValue, of rule: String) -> Check.Extent {
        let effects = Set(
            (violation["effects"]?.array ?? []).compactMap { $0.string.flatMap { Effect(rawValue: $0) } })
        let isSaid = violation["weight"] != nil || !effects.isEmpty
        return Check.Extent(
            rule: Text(rule), severity: violation["severity"]?.string.flatMap { Severity(rawValue: $0) },
            effects: isSaid ? effects : nil,
            verdict: violation["verdict"]?.string.flatMap { Verdict(rawValue: $0) },
            weight: violation["weight"]?.int.map { Int(clamping: $0) })
    }
}
