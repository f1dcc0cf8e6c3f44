public import OverreachModel

// What a judgement looks at, so that one judgement may stand for all principals and resources that look alike to it.

extension Statement {
    /// What the statement says, without its name and place: statements with the same text give the same.
    public var content: Text { Text(rendered(relativeTo: nil).text) }

    /// The same for a policy of the resource with this ARN, where a resource below the ARN is written by what follows
    /// it; and whether it names resources in another way, so that it may mean other resources otherwise.
    public func content(onResource arn: String) -> (text: Text, isPlain: Bool) {
        let rendered = rendered(relativeTo: arn)
        return (Text(rendered.text), rendered.isPlain)
    }

    /// Whether it looks at nothing of who asks or of what is asked for beyond names of actions, resources, principals.
    public var isBlind: Bool { conditions.isEmpty && variables.isEmpty }

    /// Whether the statement looks at a key whose name begins so, in lower case.
    public func looksAt(keyPrefix: String) -> Bool {
        conditions.contains { $0.key.hasPrefix(keyPrefix) || $0.variables.contains { $0.hasPrefix(keyPrefix) } }
            || variables.contains { $0.hasPrefix(keyPrefix) }
    }

    /// How the principal looks to the conditions and variables: principals that look alike are treated alike.
    public func look(of principal: AWSPrincipal) -> Text {
        if isBlind { return "" }
        let nothing = AWSResource(arn: "*", account: "", tags: nil)
        return look(in: RequestFacts(principal: principal, resource: nothing, context: RequestContext()))
    }

    /// How the resource looks to the conditions and variables: resources that look alike are treated alike, as far as
    /// their ARNs are matched alike.
    public func look(of resource: AWSResource) -> Text {
        if isBlind { return "" }
        let nobody = AWSPrincipal(kind: .role, arn: "", account: "", tags: nil)
        return look(in: RequestFacts(principal: nobody, resource: resource, context: RequestContext()))
    }

    /// How its `Principal` or `NotPrincipal` names the principal; empty where it does not.
    public func naming(of principal: AWSPrincipal) -> Text {
        let matches = principals?.matches(principal, denies: !isAllow) ?? []
        return Text(matches.map { "\($0.naming) \($0.conditions)" }.joined(separator: ";"))
    }

    /// Whether it has a `NotPrincipal`.
    public var isNotPrincipal: Bool { principals?.isNot == true }

    /// The parts, in lower case, of the names in its `Principal` or `NotPrincipal`: one of a user's or role's name or
    /// unique id is among them wherever the element names it otherwise than by its account or as everybody.
    public var namedParts: [String] {
        (principals?.named ?? []).flatMap { name in
            asciiLowered(name.text).split(whereSeparator: { $0 == "/" || $0 == ":" }).map(String.init)
        }
    }

    /// The resource patterns as they are for the principal, with what nobody knows as a wildcard; nil where the
    /// statement has no resources.
    ///
    /// `level` is that of the policy. A pattern whose variable has no value is left out.
    public func patterns(for principal: AWSPrincipal, at level: PolicyLevel) -> [Pattern]? {
        guard hasResources else { return nil }
        let nothing = AWSResource(arn: "*", account: "", tags: nil)
        let facts = RequestFacts(principal: principal, resource: nothing, context: RequestContext())
        return resources.compactMap {
            guard case .pattern(let pattern, _) = $0.resolved(in: facts, at: level, isNot: isNotResource) else {
                return nil
            }
            return pattern
        }
    }

    /// Whether a variable in its resources may have another value for another resource.
    public var hasResourceVariables: Bool {
        variables.contains { key in
            !["aws:principal", "aws:user"].contains { key.hasPrefix($0) }
                && ["resource", "tag/", "requestedregion"].contains { key.contains($0) }
        }
    }

    // MARK: -

    private var variables: [String] { resources.flatMap(\.variables) }

    private func look(in facts: RequestFacts) -> Text {
        var out = ""
        for test in conditions {
            let variables = test.variables
            guard variables.isEmpty else {
                out += "\(facts.value(of: test.key))\(variables.map { "\(facts.value(of: $0))" })"
                continue
            }
            switch test.holds(in: facts) {
            case .yes: out += "y"
            case .no: out += "n"
            case .unknown: out += "u"
            }
        }
        for variable in variables { out += " \(facts.value(of: variable))" }
        return Text(out)
    }

    private func rendered(relativeTo arn: String?) -> (text: String, isPlain: Bool) {
        var out = isAllow ? "allow" : "deny"
        func add(_ text: String) { out += "\(text.utf8.count):\(text)" }
        add(isNotAction ? "not" : "")
        for pattern in actionPatterns { add(asciiLowered(pattern)) }
        var isPlain = true
        if hasResources {
            out += isNotResource ? "|R!" : "|R"
            for template in resources {
                let text = template.rendered
                if let arn, template.written.utf8.starts(with: arn.utf8), template.variables.isEmpty {
                    out += "~"
                    add(String(decoding: template.written.utf8.dropFirst(arn.utf8.count), as: UTF8.self))
                } else {
                    add(text)
                    if !UTF8Order.equal(template.written, "*") { isPlain = false }
                }
            }
        }
        if let principals {
            out += principals.isNot ? "|P!" : "|P"
            for name in principals.named {
                add("\(name.kind)\(name.text)")
            }
        }
        for test in conditions {
            out += "|C"
            add(test.sentence)
            for value in test.values { add(value.rendered) }
        }
        for doubt in doubts {
            out += "|D"
            add(doubt)
        }
        return (out, isPlain)
    }
}

extension PolicyDocument {
    /// A policy of these statements alone, each as it stands in the policy that it is from.
    public init(only statements: [Statement], version: String = "2012-10-17") {
        self.init(version: version, statements: statements)
    }
}

extension AWSPrincipal {
    /// What of the principal decides beside its policies, its tags and what conditions look at.
    public var sort: Text {
        Text("\(kind)|\(account)|\(partition ?? "")|\(isServiceLinked)|\(membership)")
    }
}

extension AWSEffects.Row {
    /// How ARNs come from the store's: rows of the same form are asked on the same ARNs.
    public var form: Text { Text("\(resourceSuffix)|\(stores)|\(naming)") }
}

extension ConditionTest {
    /// Keys of the variables in its values.
    fileprivate var variables: [String] { values.flatMap(\.variables) }
}

extension ResourceTemplate {
    /// The last part of the ARN, where variables work; nil where they do not.
    private var variablePart: TextTemplate? {
        guard self == ResourceTemplate(written, hasVariables: true) else { return nil }
        let parts = written.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 ? TextTemplate(String(parts[5]), hasVariables: true) : nil
    }

    fileprivate var variables: [String] {
        written.utf8.contains(UInt8(ascii: "$")) ? variablePart?.variables ?? [] : []
    }

    fileprivate var rendered: String {
        let isPlain = !written.utf8.contains(UInt8(ascii: "$"))
        return "\(isPlain || variablePart == nil ? "t" : "v")\(written.utf8.count):\(written)"
    }
}

extension TextTemplate {
    fileprivate var variables: [String] {
        parts.compactMap {
            guard case .variable(let key, _) = $0 else { return nil }
            return key
        }
    }

    /// The parts with their kinds, so that a text with variables differs from the same text without.
    fileprivate var rendered: String {
        parts.map { part in
            switch part {
            case .text(let text): "t\(text.utf8.count):\(text)"
            case .literal(let text): "l\(text.utf8.count):\(text)"
            case .redacted: "r"
            case .variable(let key, let fallback): "v\(key.utf8.count):\(key)=\(fallback ?? "\u{0}")"
            }
        }.joined()
    }
}

extension Statement {
    /// The statement as if this were all that it names as its resource, variables left as they are written.
    public func only(resource pattern: String) -> Statement {
        Statement(
            index: index, sid: sid, isAllow: isAllow, line: line, actionPatterns: actionPatterns,
            isNotAction: isNotAction, resourcePatterns: [pattern], isNotResource: false, actions: actions,
            resources: [ResourceTemplate(pattern, hasVariables: false)], hasResources: true, principals: principals,
            conditions: conditions, doubts: doubts)
    }
}
