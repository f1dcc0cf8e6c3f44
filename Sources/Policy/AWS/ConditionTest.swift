internal import OverreachModel

/// One operator on one key of a `Condition`.
struct ConditionTest: Sendable {
    enum Quantifier: Sendable { case none, forAllValues, forAnyValue }

    let operation: ConditionOperator
    let quantifier: Quantifier
    let ifExists: Bool
    /// In lower case.
    let key: String
    let values: [TextTemplate]
    /// The time, in seconds since 1970, before which no request can come any more; nil where nobody said.
    var asOf: Double?
    /// The test for people, such as `aws:SourceVpce StringEquals "vpce-1"`.
    let sentence: String

    /// Whether the test holds for a request.
    func holds(in facts: RequestFacts) -> Answer {
        let result =
            switch facts.value(of: key) {
            case .unknown: sinceThen.map { either(Ternary(holdsWhenAbsent), holds([$0], facts)) } ?? .unknown
            case .absent: Ternary(holdsWhenAbsent)
            case .values(let given): holds(given.map { .exactly($0) }, facts)
            case .within(let pattern): holds([sinceThen ?? .within(pattern)], facts)
            case .oneOf(let patterns): holds(oneOf: patterns, facts)
            case .maybe(let given): either(Ternary(holdsWhenAbsent), holds(given.map { .exactly($0) }, facts))
            }
        switch result {
        case .yes: return .yes
        case .no: return .no
        case .unknown: return .unknown([sentence])
        }
    }

    /// The time of the request, as far as it is known by when the policies were read.
    ///
    /// Whoever has an identity can have a new token of it, so that what asks for an older one stops nobody.
    private var sinceThen: ConditionOperator.Given? {
        let times = ["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"]
        guard times.contains(where: { UTF8Order.equal(key, $0) }) else { return nil }
        return asOf.map { .notBefore($0) }
    }

    private func either(_ a: Ternary, _ b: Ternary) -> Ternary { a == b ? a : .unknown }

    private func holds(oneOf patterns: [Pattern], _ facts: RequestFacts) -> Ternary {
        let each = patterns.map { holds([$0.literal.map { .exactly($0) } ?? .within($0)], facts) }
        if each.allSatisfy({ $0 == .yes }) { return .yes }
        return each.allSatisfy { $0 == .no } ? .no : .unknown
    }

    private var holdsWhenAbsent: Bool {
        if operation == .null { return values.contains { $0.written == "true" } }
        if ifExists { return true }
        switch quantifier {
        case .forAllValues: return true
        case .forAnyValue: return false
        case .none: return operation.isNegated
        }
    }

    private func holds(_ given: [ConditionOperator.Given], _ facts: RequestFacts) -> Ternary {
        if operation == .null { return Ternary(values.contains { $0.written == "false" }) }
        let single = given.map { holds($0, facts) }
        switch quantifier {
        case .forAllValues: return .all(single)
        case .forAnyValue: return .any(single)
        case .none: return operation.isNegated ? .all(single) : .any(single)
        }
    }

    /// Whether one value of the request satisfies the operator for one (negated: for all) of the policy's values.
    private func holds(_ given: ConditionOperator.Given, _ facts: RequestFacts) -> Ternary {
        var results: [Ternary] = []
        for template in values {
            switch template.resolved(in: facts, globs: operation.hasGlobs) {
            case .valueless: results.append(.no)
            case .pattern(let pattern, let isKnown):
                guard let result = operation.matches(given, pattern, written: template.written) else {
                    if operation.isNegated { return .no }
                    continue
                }
                results.append(isKnown || result == .no ? result : .unknown)
            }
        }
        let any = Ternary.any(results)
        return operation.isNegated ? any.negated : any
    }
}

/// Reads the `Condition` of a statement.
enum ConditionReader {
    static func read(
        _ statement: Value, pointer: String, hasVariables: Bool, into reader: inout StatementReader
    ) -> [ConditionTest] {
        guard let block = statement.members?.first(where: { UTF8Order.equal($0.name, "Condition") }) else { return [] }
        guard let operators = block.value.members else {
            reader.doubt(
                "\(pointer)/Condition", block.line, "expected an object of operators",
                "the Condition, which could not be read, holds")
            return []
        }
        var tests: [ConditionTest] = []
        for named in operators {
            let place = "\(pointer)/Condition/\(named.name)"
            guard let keys = named.value.members else {
                reader.doubt(
                    place, named.line, "expected an object of keys",
                    "the condition \(named.name), which could not be read, holds")
                continue
            }
            guard let parsed = parse(named.name) else {
                let shown = keys.map { key in
                    ([key.name, named.name] + (scalars(key.value).map { [listed($0)] } ?? [])).joined(separator: " ")
                }
                reader.doubt(
                    place, named.line, "unknown condition operator",
                    "the condition \(shown.joined(separator: " and ")), which could not be read, holds")
                continue
            }
            for key in keys {
                guard let texts = scalars(key.value) else {
                    reader.doubt(
                        "\(place)/\(key.name)", key.line, "expected a value or an array of values",
                        "the condition \(key.name) \(named.name), which could not be read, holds")
                    continue
                }
                tests.append(
                    ConditionTest(
                        operation: parsed.operation, quantifier: parsed.quantifier, ifExists: parsed.ifExists,
                        key: asciiLowered(key.name),
                        values: texts.map {
                            let text = parsed.operation == .null || parsed.operation == .bool ? asciiLowered($0) : $0
                            return TextTemplate(text, hasVariables: hasVariables && parsed.operation.hasVariables)
                        }, asOf: reader.asOf,
                        sentence: sentence(key.name, named.name, texts, hasVariables: hasVariables)))
            }
        }
        return tests
    }

    /// What a test asks, so that only tests that ask the same have the same sentence: policies of 2008 have no variables.
    private static func sentence(
        _ key: String, _ operation: String, _ texts: [String], hasVariables: Bool
    ) -> String {
        let isLiteral = !hasVariables && texts.contains { hasPart($0, "${") }
        return "\(key) \(operation) \(listed(texts))" + (isLiteral ? ", letter by letter" : "")
    }

    private static func listed(_ texts: [String]) -> String {
        texts.map { "\"\($0)\"" }.joined(separator: " or ")
    }

    private static func scalars(_ value: Value) -> [String]? {
        switch value {
        case .string(let text): return [text]
        case .number(let text): return [text]
        case .bool(let flag): return [flag ? "true" : "false"]
        case .null, .object: return nil
        case .array(let elements):
            var out: [String] = []
            for element in elements {
                if case .array = element.value { return nil }
                guard let inner = scalars(element.value) else { return nil }
                out += inner
            }
            return out
        }
    }

    private static func parse(
        _ name: String
    ) -> (operation: ConditionOperator, quantifier: ConditionTest.Quantifier, ifExists: Bool)? {
        var rest = Substring(asciiLowered(name))
        var quantifier = ConditionTest.Quantifier.none
        for (prefix, kind) in [
            ("forallvalues:", ConditionTest.Quantifier.forAllValues), ("foranyvalue:", .forAnyValue),
        ] where rest.hasPrefix(prefix) {
            quantifier = kind
            rest = rest.dropFirst(prefix.count)
        }
        let ifExists = rest.hasSuffix("ifexists")
        if ifExists { rest = rest.dropLast("ifexists".count) }
        guard let operation = ConditionOperator(rawValue: String(rest)), !(ifExists && operation == .null) else {
            return nil
        }
        return (operation, quantifier, ifExists)
    }
}
