internal import OverreachModel

/// Reads the notation of `AWSMethodTable`.
///
/// An entry begins at the margin with `id: title`; indented lines follow: what it does (`passes`, `updates`, …; behind
/// the type of a workload the form of its ARN where the type has several), `needs` with its steps, `where` with guards, `if` with what cannot be read from policies, `as` with other ids.
/// In `needs`, a comma divides steps, `or` the ways of one, `and` the rights of a way; a right is `ACTION on PLACE`. A
/// line that begins with `or` or `and` goes on with the one before.
enum AWSMethodReader {
    /// The methods in a text, and the lines that are none.
    static func methods(in text: String) -> (methods: [AWSMethod], problems: [String]) {
        var methods: [AWSMethod] = []
        var problems: [String] = []
        var open: Entry?

        for line in lines(of: text) {
            let isHead = line.first != " "
            let words = line.drop { $0 == " " }
            if isHead {
                if let open { finish(open, &methods, &problems) }
                let parts = words.split(separator: ":", maxSplits: 1).map(String.init)
                open = parts.count == 2 ? Entry(id: parts[0], title: trimmed(parts[1])) : nil
                if open == nil { problems.append(String(line)) }
            } else if open?.read(String(words)) != true {
                problems.append(String(line))
            }
        }
        if let open { finish(open, &methods, &problems) }
        return (methods, problems)
    }

    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("or ") || words.hasPrefix("and "), let last = lines.popLast() {
                lines.append("\(last) \(words)")
            } else {
                lines.append(String(line))
            }
        }
        return lines
    }

    private static func finish(_ entry: Entry, _ methods: inout [AWSMethod], _ problems: inout [String]) {
        guard let method = entry.method else { return problems.append(entry.id) }
        methods.append(method)
    }

    private struct Entry {
        let id: String
        let title: String
        var effect: AWSMethod.Effect?
        var form: String?
        var steps: [AWSMethod.Step] = []
        var guards: [AWSMethod.Guard] = []
        var condition: String?
        var published: [String] = []

        var method: AWSMethod? {
            guard let effect, !steps.isEmpty else { return nil }
            return AWSMethod(
                id: id, title: title, effect: effect, form: form, steps: steps, guards: guards,
                condition: condition, published: published)
        }

        mutating func read(_ line: String) -> Bool {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard let verb = parts.first else { return false }
            let rest = parts.count == 2 ? parts[1] : ""
            switch verb {
            case "needs":
                let read = split(rest, at: ",").map(step)
                guard read.allSatisfy({ $0 != nil }) else { return false }
                steps += read.compactMap { $0 }
            case "where":
                let read = rest.split(separator: " ").map { AWSMethod.Guard(rawValue: String($0)) }
                guard read.allSatisfy({ $0 != nil }) else { return false }
                guards += read.compactMap { $0 }
            case "if": condition = rest
            case "as": published += rest.split(separator: " ").map(String.init)
            default:
                let words = rest.split(separator: " ").map(String.init)
                let hasForm = ["updates", "runs"].contains(verb) && words.count == 2
                guard effect == nil, let read = Entry.effect(verb, hasForm ? words[0] : rest) else { return false }
                effect = read
                form = hasForm ? words[1] : nil
            }
            return true
        }

        private static func effect(_ verb: String, _ rest: String) -> AWSMethod.Effect? {
            switch verb {
            case "passes": return .passes(services: rest.split(separator: " ").map(String.init))
            case "lends": return .lends(provider: rest)
            case "rewrites": return .rewrites
            case "restores": return .restores
            case "joins": return .joins
            default: break
            }
            guard let type = node(rest) else { return nil }
            switch verb {
            case "updates": return .updates(type)
            case "runs": return .runs(type)
            case "takes": return .takes(type)
            case "changes": return .changes(type)
            case "attaches": return .attaches(type)
            case "unbinds": return .unbinds(type)
            case "creates": return .creates(type)
            default: return nil
            }
        }

        private static func node(_ name: String) -> AWSNode? {
            AWSNode(rawValue: "AWS_" + name.uppercased().split(separator: "-").joined(separator: "_"))
        }

        private func step(_ text: String) -> AWSMethod.Step? {
            let ways = split(text, at: " or ").map { way in split(way, at: " and ").map(right) }
            guard ways.allSatisfy({ $0.allSatisfy { $0 != nil } }) else { return nil }
            return ways.map { $0.compactMap { $0 } }
        }

        private func right(_ text: String) -> AWSMethod.Right? {
            let words = text.split(separator: " ").map(String.init)
            guard words.count >= 3, words[1] == "on", words[0].contains(":"), let place = place(words) else {
                return nil
            }
            return AWSMethod.Right(action: words[0], on: place)
        }

        private func place(_ words: [String]) -> AWSMethod.Place? {
            switch (words[2], words.count) {
            case ("role", 3): .role
            case ("it", 3): .target
            case ("*", 3): .nothing
            case ("new", 4): .made(words[3])
            case ("own", 4): .own(words[3])
            case ("aws", 4): .aws(words[3])
            case ("its", 4): .beside(words[3])
            case ("some", 4): Entry.node(words[3]).map { .existing($0) }
            default: nil
            }
        }

        private func split(_ text: String, at separator: String) -> [String] {
            var parts: [String] = []
            var rest = Substring(text)
            while let found = rest.firstRange(of: separator) {
                parts.append(trimmed(String(rest[..<found.lowerBound])))
                rest = rest[found.upperBound...]
            }
            return parts + [trimmed(String(rest))]
        }
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
