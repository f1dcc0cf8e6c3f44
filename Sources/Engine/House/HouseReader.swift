internal import OverreachAnalysis
internal import OverreachModel

/// Makes a house of a file that fits its shape.
struct HouseReader {
    private var problems: [ConfigReader.Problem] = []
    /// Whether all that the file holds fits its shape.
    private let isWhole: Bool

    private init(isWhole: Bool) { self.isWhole = isWhole }

    /// The house.
    ///
    /// Errors: `HouseError` with every problem of the file.
    static func read(_ text: String, file: String) throws -> House {
        var reader = ConfigReader()
        let value = reader.read(text, as: HouseShape.file)
        var house = HouseReader(isWhole: reader.problems.isEmpty)
        let read = value.map { house.house($0, file: file) }
        let problems = reader.problems + house.problems
        guard let read, problems.isEmpty else { throw HouseError(file: file, problems: problems) }
        return read
    }

    private mutating func house(_ value: ConfigValue, file: String) -> House {
        var house = House()
        house.file = file
        house.crownJewels = selectors("crown_jewels", of: value)
        house.entryPoints = selectors("entry_points", of: value)
        house.owners = (value["owners"]?.list ?? []).enumerated().map { index, entry in
            Ownership(
                selectors("of", of: entry.value, at: "owners[\(index)].") ?? [], owner: entry.value["owner"]?.text ?? ""
            )
        }
        house.window = value["window"]?.text.flatMap(ConfigTime.duration)
        if let own = value["weights"] { house.weights = weights(own) }
        for cost in value["costs"]?.members ?? [] {
            if let change = ChangeCosts.Change(rawValue: cost.name) { house.costs.costs[change] = cost.value.number }
        }
        house.rules = value["rules"].map { rules($0) }
        house.acceptedRisks = (value["accepted_risks"]?.list ?? []).enumerated().map { index, entry in
            acceptedRisk(entry, at: "accepted_risks[\(index)]", rules: house.rules ?? CheckRule.byDefault)
        }
        house.tasks = (value["agents"]?.members ?? []).map { task($0) }
        return house
    }

    /// The selectors of a member, each with its place; `place` is what stands before the member's name.
    private func selectors(_ name: String, of value: ConfigValue, at place: String = "") -> [NodeSelector]? {
        guard let member = value.member(name) else { return nil }
        guard case .list(let list) = member.value else {
            return [selector(member.value, HousePlace(path: place + name, line: member.line))]
        }
        return list.enumerated().map { index, element in
            selector(element.value, HousePlace(path: "\(place)\(name)[\(index)]", line: element.line))
        }
    }

    private func selector(_ value: ConfigValue, _ place: HousePlace) -> NodeSelector {
        if let id = value.text { return NodeSelector(id: id, place: place) }
        return NodeSelector(
            id: value["id"]?.text, kind: value["kind"]?.text.flatMap { NodeKind(rawValue: $0) },
            tag: value["tag"]?.text, classification: value["classification"]?.text,
            owner: value["owner"]?.text, crownJewel: value["crown_jewel"]?.truth, place: place)
    }

    private func weights(_ value: ConfigValue) -> Weights {
        var weights = Weights()
        for weight in value["classification"]?.members ?? [] {
            let name = Text(weight.name.lowercased())
            weights.classifications[name] = weight.value.number
            weights.places[name] = HousePlace(path: "weights.classification.\(weight.name)", line: weight.line)
        }
        for weight in value["effect"]?.members ?? [] {
            if let effect = Effect(rawValue: weight.name) { weights.effects[effect] = weight.value.number }
        }
        weights.crownJewel = value["crown_jewel"]?.number
        return weights
    }

    private mutating func acceptedRisk(
        _ element: ConfigValue.Element, at place: String, rules: [CheckRule]
    ) -> AcceptedRisk {
        let value = element.value
        var risk = AcceptedRisk()
        risk.place = HousePlace(path: place, line: element.line)
        risk.finding = value["finding"]?.text
        risk.rule = value["rule"]?.text
        risk.subjects = selectors("subject", of: value, at: "\(place).")
        risk.effects = value["effects"].map { effects($0) }
        risk.reason = value["reason"]?.text
        risk.owner = value["owner"]?.text
        risk.expires = value["expires"]?.text.flatMap(ConfigTime.end)
        // A rule that has a problem may be the one that is named.
        if isWhole, let rule = value.member("rule"), let name = risk.rule {
            expect(name, among: FindingList.all.map(\.id) + rules.map(\.id), "rule or finding", rule.line)
        }
        return risk
    }

    /// Complains of a name that is none of those that are known.
    private mutating func expect(_ name: String, among known: [String], _ what: String, _ line: Int) {
        guard !known.contains(where: { UTF8Order.equal($0, name) }) else { return }
        let hint = ConfigReader.hint(name, among: known) ?? ", expected one of \(known.joined(separator: ", "))"
        problems.append(.init(line: line, text: "no \(what) has the name \"\(name)\"\(hint)"))
    }

    // MARK: - Tasks

    private mutating func task(_ member: ConfigValue.Member) -> AgentTask {
        let value = member.value
        var task = AgentTask(agent: member.name)
        task.place = HousePlace(path: "agents.\(member.name)", line: member.line)
        task.owner = value["owner"]?.text
        task.purpose = value["purpose"]?.text
        if let list = value["may"] {
            let places = list.list.enumerated().map { index, element in
                HousePlace(path: "agents.\(member.name).may[\(index)]", line: element.line)
            }
            let read = zip(list.list, places).map { element, place in
                (permission(element.value, at: place.path, line: place.line), place)
            }
            task.may = read.compactMap(\.0)
            task.mayPlaces = read.compactMap { $0.0 == nil ? nil : $0.1 }
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
        let hint = unknown.first.flatMap { ConfigReader.hint($0, among: HouseShape.effects + ["call"]) } ?? ""
        guard !object.isEmpty, !words.isEmpty, unknown.isEmpty else {
            problems.append(
                .init(
                    line: line,
                    text: "\(place) is \"\(text)\", expected an effect and a resource (\"read arn:aws:s3:::reports\"), "
                        + "or \"call\" and a tool\(hint)"))
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
        return value.list.enumerated().compactMap { index, entry in
            let element = entry.value
            guard let id = element["id"]?.text, let test = test(element, at: "rules[\(index)]") else { return nil }
            if !known.insert(Text(id)).inserted {
                let line = element.member("id")?.line ?? 1
                problems.append(.init(line: line, text: "two rules have the id \"\(id)\", expected one"))
            }
            var rule = CheckRule(
                id, summary: element["summary"]?.text ?? "",
                severity: element["severity"]?.text.flatMap { Severity(rawValue: $0) }, test)
            rule.mayBeEmpty = element["may_be_empty"]?.truth ?? false
            rule.place = HousePlace(path: "rules[\(index)]", line: entry.line)
            return rule
        }
    }

    private mutating func test(_ value: ConfigValue, at place: String) -> CheckRule.Test? {
        if let reach = value["no_reach"] { return .noReach(reaching(reach, at: "\(place).no_reach.")) }
        if let path = value["no_new_path"] { return .noNewPath(reaching(path, at: "\(place).no_new_path.")) }
        if let act = value["no_act"] { return .noAct(reaching(act, at: "\(place).no_act.")) }
        if let finding = value["no_finding"] { return .noFinding(findingTest(finding)) }
        if let task = value["within_task"]?.text { return CheckRule.TaskTest(rawValue: task).map { .withinTask($0) } }
        if value["task_declared"] != nil { return .taskDeclared }
        if let weight = value["max_weight"] {
            return .maxWeight(
                of: selectors("of", of: weight, at: "\(place).max_weight."), limit: weight["limit"]?.number ?? 0)
        }
        return value["collected"].map { .collected($0.elements.compactMap(\.text)) }
    }

    private mutating func findingTest(_ value: ConfigValue) -> CheckRule.FindingTest {
        let rules = (value["rules"]?.elements ?? []).compactMap(\.text)
        for (index, rule) in rules.enumerated() {
            let member = value.member("rules")
            let line = member.flatMap { index < $0.value.list.count ? $0.value.list[index].line : $0.line } ?? 1
            expect(rule, among: FindingList.all.map(\.id), "finding", line)
        }
        return CheckRule.FindingTest(
            rules: rules, severity: value["severity"]?.text.flatMap { Severity(rawValue: $0) })
    }

    private func reaching(_ value: ConfigValue, at place: String) -> CheckRule.Reaching {
        var assumptions = Assumptions.byDefault
        if let names = value["assume"]?.elements.compactMap(\.text) {
            assumptions = Assumptions(Assumptions.named.filter { names.contains($0.name) }.map(\.value))
        }
        return CheckRule.Reaching(
            from: selectors("from", of: value, at: place), to: selectors("to", of: value, at: place),
            effects: effects(value["effects"]), assumptions: assumptions,
            countsConditional: value["conditional"]?.truth ?? true)
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
