/// What came of a table.
struct Score: Sendable {
    /// A case that is answered otherwise than the table says, and wrongly.
    struct Failure: Sendable {
        let id: String
        /// What was expected and what was found.
        let detail: String
        /// Whether the product allows what the table denies.
        let isFalselyAllowed: Bool
    }

    /// A case in which AWS's own text decides against the table, and the product follows AWS.
    struct Difference: Sendable {
        let id: String
        /// What the table says and what AWS does.
        let detail: String
        /// The text of AWS that decides it.
        let text: String
    }

    private(set) var passed = 0
    private(set) var failures: [Failure] = []
    private(set) var differences: [Difference] = []
    /// Cases that ask something else than the product answers, by the reason.
    private(set) var skipped: [(id: String, reason: String)] = []
    /// Rows to which something was added before they were held against the product, with what and why.
    private(set) var completed: [(id: String, reason: String)] = []

    /// The least share of the cases that must pass.
    static let leastShare = 0.99

    /// Counts a case whose answer is allowed or not.
    mutating func add(_ id: String, expected: Bool, found: Bool, known: String? = nil) {
        let words = { (isAllowed: Bool) in isAllowed ? "yes" : "no" }
        add(id, expected: words(expected), found: words(found), isFalselyAllowed: found && !expected, known: known)
    }

    /// Counts a case whose answer is a word.
    mutating func add(
        _ id: String, expected: String, found: String, isFalselyAllowed: Bool = false, known: String? = nil
    ) {
        if expected == found {
            passed += 1
        } else if let known {
            differences.append(
                Difference(id: id, detail: "the table says \(expected), AWS \(found)", text: known))
        } else {
            failures.append(
                Failure(
                    id: id, detail: "expected \(expected), found \(found)", isFalselyAllowed: isFalselyAllowed))
        }
    }

    /// Leaves a case out.
    mutating func skip(_ id: String, _ reason: String) { skipped.append((id, reason)) }

    /// Says that a row was completed.
    mutating func complete(_ id: String, _ reason: String) { completed.append((id, reason)) }

    /// Whether at least 99 % of the cases that AWS does not decide otherwise pass, and nothing is allowed that must not be.
    var holds: Bool {
        let total = Double(passed + failures.count)
        return !failures.contains(where: \.isFalselyAllowed)
            && Double(failures.count) <= total * (1 - Score.leastShare)
    }

    /// The line of the table, then what fails, what differs, what was completed and what was left out.
    func lines(of name: String) -> [String] {
        let named = differences.isEmpty ? "" : ", \(differences.count) named differences"
        var lines = ["\(name): \(passed) passed, \(failures.count) failed\(named)"]
        for failure in failures {
            lines.append("  \(failure.id): \(failure.detail)\(failure.isFalselyAllowed ? ", FALSELY" : "")")
        }
        for difference in differences {
            lines.append("  named difference, \(difference.id): \(difference.detail): \(difference.text)")
        }
        for (id, reason) in completed { lines.append("  completed, \(id): \(reason)") }
        for reason in Set(skipped.map(\.reason)).sorted() {
            lines.append("  left out, \(skipped.count { $0.reason == reason }): \(reason)")
        }
        return lines
    }
}
