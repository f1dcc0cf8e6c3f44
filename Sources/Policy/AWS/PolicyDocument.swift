public import OverreachModel

/// A policy of AWS: its statements, whatever it is attached to.
///
/// Reading never fails: what makes no sense is reported. A statement of which a part makes none is conditional on that
/// part; one that is neither an allow nor a deny, or an allow of nothing that could be read, is left out.
public struct PolicyDocument: Sendable {
    /// `2012-10-17`, or `2008-10-17` where it is older or says nothing; variables work in the former only.
    public let version: String
    /// The statements that could be read, each with its index in the document.
    public let statements: [Statement]
    /// What could not.
    public let problems: [PolicyProblem]
    /// What explanations call it; empty where whoever read it gave no name.
    public var name = ""

    let allowing: [Statement]
    let denying: [Statement]

    /// Reads a document.
    ///
    /// `asOf` is the time, in nanoseconds since 1970, from which on requests are judged: what a condition says of times
    /// before is settled. Without it every time is open.
    public init(_ value: Value, asOf: Int64? = nil) {
        var reader = StatementReader()
        reader.asOf = asOf.map { Double($0) / 1_000_000_000 }
        var version = "2008-10-17"
        if let members = value.members {
            if let named = value["Version"] {
                if let text = named.string, text == "2012-10-17" || text == "2008-10-17" {
                    version = text
                } else {
                    let line = members.first { UTF8Order.equal($0.name, "Version") }?.line ?? 0
                    reader.report("/Version", line, "version is neither 2012-10-17 nor 2008-10-17")
                }
            }
        } else {
            reader.report("", 0, "policy is no object")
        }
        reader.hasVariables = version == "2012-10-17"

        var statements: [Statement] = []
        if let member = value.members?.first(where: { UTF8Order.equal($0.name, "Statement") }) {
            if let elements = member.value.elements {
                for (index, element) in elements.enumerated() {
                    let read = reader.statement(
                        element.value, index: index, pointer: "/Statement/\(index)", line: element.line)
                    if let read { statements.append(read) }
                }
            } else if let read = reader.statement(member.value, index: 0, pointer: "/Statement", line: member.line) {
                statements.append(read)
            }
        } else if value.members != nil {
            reader.report("/Statement", 0, "policy has no Statement")
        }
        self.init(version: version, statements: statements, problems: reader.problems)
    }

    init(version: String, statements: [Statement], problems: [PolicyProblem] = []) {
        self.version = version
        self.statements = statements
        self.problems = problems
        allowing = statements.filter(\.isAllow)
        denying = statements.filter { !$0.isAllow }
    }
}
