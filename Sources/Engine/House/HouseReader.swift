internal import OverreachAnalysis
internal import OverreachModel

/// Makes a house of a file that fits its shape.
struct HouseReader {
    private var problems: [ConfigReader.Problem] = []

    /// The house.
    ///
    /// Errors: `HouseError` with every problem of the file.
    static func read(_ text: String, file: String) throws -> House {
        var reader = ConfigReader()
        let value = reader.read(text, as: HouseShape.file)
        guard let value else { throw HouseError(file: file, problems: reader.problems) }
        var house = HouseReader()
        let read = house.house(value, file: file)
        guard house.problems.isEmpty else { throw HouseError(file: file, problems: house.problems) }
        return read
    }

    private mutating func house(_ value: ConfigValue, file: String) -> House {
        var house = House()
        house.file = file
        house.crownJewels = value["crown_jewels"].map(selectors)
        house.entryPoints = value["entry_points"].map(selectors)
        house.owners = (value["owners"]?.elements ?? []).map { entry in
            Ownership(selectors(entry["of"] ?? .list([])), owner: entry["owner"]?.text ?? "")
        }
        house.window = value["window"]?.text.flatMap(ConfigTime.duration)
        if let own = value["weights"] { house.weights = weights(own) }
        for cost in value["costs"]?.members ?? [] {
            if let change = ChangeCosts.Change(rawValue: cost.name) { house.costs.costs[change] = cost.value.number }
        }
        house.acceptedRisks = (value["accepted_risks"]?.elements ?? []).map(acceptedRisk)
        house.rules = value["rules"].map { rules($0) }
        house.tasks = (value["agents"]?.members ?? []).map { task($0.name, $0.value) }
        return house
    }

    private func selectors(_ value: ConfigValue) -> [NodeSelector] {
        value.elements.map { element in
            if let id = element.text { return NodeSelector(id: id) }
            return NodeSelector(
                id: element["id"]?.text, kind: element["kind"]?.text.flatMap { NodeKind(rawValue: $0) },
                tag: element["tag"]?.text, classification: element["classification"]?.text,
                owner: element["owner"]?.text, crownJewel: element["crown_jewel"]?.truth)
        }
    }

    private func weights(_ value: ConfigValue) -> Weights {
        var weights = Weights()
        for weight in value["classification"]?.members ?? [] {
            weights.classifications[Text(weight.name.lowercased())] = weight.value.number
        }
        for weight in value["effect"]?.members ?? [] {
            if let effect = Effect(rawValue: weight.name) { weights.effects[effect] = weight.value.number }
        }
        weights.crownJewel = value["crown_jewel"]?.number
        return weights
    }

    private func acceptedRisk(_ value: ConfigValue) -> AcceptedRisk {
        var risk = AcceptedRisk()
        risk.finding = value["finding"]?.text
        risk.rule = value["rule"]?.text
        risk.subjects = value["subject"].map(selectors)
        risk.reason = value["reason"]?.text
        risk.owner = value["owner"]?.text
        risk.expires = value["expires"]?.text.flatMap(ConfigTime.end)
        return risk
    }

    // MARK: - Tasks

    private mutating func task(_ agent: String, _ value: ConfigValue) -> AgentTask {
        var task = AgentTask(agent: agent)
        task.owner = value["owner"]?.text
        task.purpose = value["purpose"]?.text
        if let list = value["may"] {
            task.may = list.list.enumerated().compactMap { index, element in
                permission(element.value, at: "agents.\(agent).may[\(index)]", line: element.line)
            }
        }
        return task
    }

    private mutating func permission(
        _ value: ConfigValue, at place: String, line: Int
    ) -> AgentTask.Permission? {
        if let text = value.text { return permission(text, at: place, line: line) }
        let effects = effects(value["effect"])
        if let tool = value["tool"]?.text { return AgentTask.Permission(effects, .tool(tool)) }
        guard let resource = value["resource"]?.text, !effects.isEmpty else {
            problems.append(.init(line: line, text: "\(place) lacks \"effect\": what may be done to the resource"))
            return nil
        }
        return AgentTask.Permission(effects, .resource(resource))
    }

    /// `read,write PATTERN`, or `call PATTERN`.
    private mutating func permission(_ text: String, at place: String, line: Int) -> AgentTask.Permission? {
        let parts = text.split(separator: " ", maxSplits: 1)
        let words = (parts.first ?? "").split(separator: ",").map(String.init)
        let object = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        if !object.isEmpty, words == ["call"] { return AgentTask.Permission([], .tool(object)) }
        let unknown = words.filter { !HouseShape.effects.contains($0) }
        guard !object.isEmpty, !words.isEmpty, unknown.isEmpty else {
            problems.append(
                .init(
                    line: line,
                    text: "\(place) is \"\(text)\", expected an effect and a resource (\"read arn:aws:s3:::reports\"), "
                        + "or \"call\" and a tool"))
            return nil
        }
        return AgentTask.Permission(
            effects(.list(words.map { .init(value: .text($0), line: line) })), .resource(object))
    }

    private func effects(_ value: ConfigValue?) -> Set<Effect> {
        let words = (value?.elements ?? []).compactMap(\.text)
        return words.contains(HouseShape.allEffects)
            ? Set(Effect.allCases) : Set(words.compactMap { Effect(rawValue: $0) })
    }

    // MARK: - Rules

    private mutating func rules(_ value: ConfigValue) -> [CheckRule] {
        var known: Set<Text> = []
        return value.elements.compactMap { element in
            guard let id = element["id"]?.text, let test = test(element) else { return nil }
            if !known.insert(Text(id)).inserted {
                let line = element.members.first { $0.name == "id" }?.line ?? 1
                problems.append(.init(line: line, text: "two rules have the id \"\(id)\", expected one"))
            }
            return CheckRule(
                id, summary: element["summary"]?.text ?? "",
                severity: element["severity"]?.text.flatMap { Severity(rawValue: $0) }, test)
        }
    }

    private mutating func test(_ value: ConfigValue) -> CheckRule.Test? {
        if let reach = value["no_reach"] { return .noReach(reaching(reach)) }
        if let path = value["no_new_path"] { return .noNewPath(reaching(path)) }
        if let act = value["no_act"] { return .noAct(reaching(act)) }
        if let finding = value["no_finding"] { return .noFinding(findingTest(finding)) }
        if let task = value["within_task"]?.text { return CheckRule.TaskTest(rawValue: task).map { .withinTask($0) } }
        if let declared = value["task_declared"]?.truth { return declared ? .taskDeclared : nil }
        if let weight = value["max_weight"] {
            return .maxWeight(of: weight["of"].map(selectors), limit: weight["limit"]?.number ?? 0)
        }
        return value["collected"].map { .collected($0.elements.compactMap(\.text)) }
    }

    private mutating func findingTest(_ value: ConfigValue) -> CheckRule.FindingTest {
        let rules = (value["rules"]?.elements ?? []).compactMap(\.text)
        let known = FindingList.all.map(\.id)
        let line = value.members.first { $0.name == "rules" }?.line ?? 1
        for rule in rules where !known.contains(where: { UTF8Order.equal($0, rule) }) {
            let expected = known.joined(separator: ", ")
            problems.append(
                .init(line: line, text: "no finding has the rule \"\(rule)\", expected one of \(expected)"))
        }
        return CheckRule.FindingTest(
            rules: rules, severity: value["severity"]?.text.flatMap { Severity(rawValue: $0) })
    }

    private func reaching(_ value: ConfigValue) -> CheckRule.Reaching {
        var assumptions = Assumptions.byDefault
        if let names = value["assume"]?.elements.compactMap(\.text) {
            assumptions = Assumptions(Assumptions.named.filter { names.contains($0.name) }.map(\.value))
        }
        return CheckRule.Reaching(
            from: value["from"].map(selectors), to: value["to"].map(selectors), effects: effects(value["effects"]),
            assumptions: assumptions, countsConditional: value["conditional"]?.truth ?? true)
    }
}

/// What is wrong with an `overreach.yaml`.
public struct HouseError: Error, Sendable, CustomStringConvertible {
    private static let most = 20

    /// Every problem, a line each: file, line, what was expected.
    public let description: String

    init(file: String, problems: [ConfigReader.Problem]) {
        let lines = problems.sorted { $0.line < $1.line }.map { "\(file):\($0.line): \($0.text)" }
        let more = lines.count - HouseError.most
        description = (lines.prefix(HouseError.most) + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "\n")
    }

    init(_ message: String) { description = message }
}
