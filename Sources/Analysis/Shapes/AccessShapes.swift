extension AccessVerdict: Shaped {
    /// One of the verdicts.
    public static var shape: Shape {
        .word(
            WordSet(
                "access_verdict",
                "How a request ends: it is allowed; it hangs on something that nobody gave; nothing allows it, or a "
                    + "level that must does not; a statement forbids it.", of: AccessVerdict.self))
    }
}

extension Can.Effect: Shaped {
    /// One of the effects.
    public static var shape: Shape {
        .word(
            WordSet(
                "statement_effect",
                "What a statement says, or that no statement of the level allows it, or that the level is not known.",
                of: Can.Effect.self))
    }
}

extension WhoCan.Conditional: ShapedObject {
    /// The members of a row.
    public static var object: ObjectShape {
        ObjectShape(
            "conditional", "A user or role that may if conditions hold.",
            [
                member("id", \.id, "Its ARN."),
                member("conditions", \.conditions, "What would have to hold."),
            ])
    }
}

extension WhoCan.Other: ShapedObject {
    /// The members of a row.
    public static var object: ObjectShape {
        ObjectShape(
            "other", "Somebody who is no known user or role, let in by the resource's own policy.",
            [
                member("id", \.id, "A service, a provider, an ARN, or `*` for everybody."),
                member(
                    "kind", \.kind, as: .word(WordSet("other_kind", "Who it is.", of: AWSAccess.Outsider.Kind.self)),
                    "Who it is."),
                member("verdict", \.verdict, "Whether it may."),
                member("conditions", \.conditions, "What would have to hold."),
            ])
    }
}

extension WhoCan.Part: ShapedObject {
    /// The members of a part.
    public static var object: ObjectShape {
        ObjectShape(
            "part", "The part of a set of resources that somebody may use.",
            [
                member("id", \.id, "Whose part it is."),
                member("allow", \.allow, "ARNs that are allowed, as patterns."),
                member("deny", \.deny, "What is denied of them."),
            ])
    }
}

extension WhoCan.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "who_can", "Who may do an action on a resource.",
            [
                member("action", \.action, "The action that was asked about."),
                member("resource", \.resource, "The ARN that was asked about."),
                member("allowed", \.allowed, "ARNs of users and roles that may."),
                member("conditional", \.conditional, "Users and roles that may if conditions hold."),
                member("others", \.others, "Whom the resource's own policy lets in besides."),
                member("parts", \.parts, "Of a resource with wildcards: which part of it each of them may use."),
            ])
    }
}

extension Can.Reason: ShapedObject {
    /// The members of a reason.
    public static var object: ObjectShape {
        ObjectShape(
            "reason", "A statement that speaks of the request, or a level that says nothing of it.",
            [
                member("level", \.level, "The kind of policy."),
                member("policy", \.policy, "The policy's name; empty where none of the level speaks."),
                member("attached_to", \.attachedTo, "The user, role, group, account, unit or resource that has it."),
                member("statement", \.statement, "The statement's name, or `#` with its place from 0, or null."),
                member("effect", \.effect, "What it says."),
                member("conditions", \.conditions, "What that hangs on."),
                member("evidence", \.evidence, "Where it is written, or null."),
            ])
    }
}

extension Can.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "can", "Whether a principal may do an action on a resource, and why.",
            [
                member("principal", \.principal, "Who was asked about."),
                member("action", \.action, "The action that was asked about."),
                member("resource", \.resource, "The ARN that was asked about."),
                member("verdict", \.verdict, "Whether it may."),
                member("conditions", \.conditions, "What would have to hold."),
                member("allow", \.allow, "Of a resource with wildcards: ARNs that are allowed, as patterns."),
                member("deny", \.deny, "What is denied of them."),
                member("reasons", \.reasons, "What each level says, in the order in which AWS looks at them."),
            ])
    }
}

extension AccessList.Right: ShapedObject {
    /// The members of a right.
    public static var object: ObjectShape {
        ObjectShape(
            "right", "What may be done to a resource with one effect.",
            [
                member("effect", \.effect, "What it does to the data."),
                member("verdict", \.verdict, "Whether it may."),
                member("actions", \.actions, "The actions with this effect and this verdict."),
                member("conditions", \.conditions, "What would have to hold."),
            ])
    }
}

extension AccessList.Resource: ShapedObject {
    /// The members of a resource.
    public static var object: ObjectShape {
        ObjectShape(
            "resource", "A resource that may be used.",
            [
                member("type", \.type, "Its type; types are listed in schema/catalogue.json."),
                member("id", \.id, "Its ARN, or the pattern that a policy names."),
                member("rights", \.rights, "What may be done to it."),
            ])
    }
}

extension AccessList.Role: ShapedObject {
    /// The members of a role.
    public static var object: ObjectShape {
        ObjectShape(
            "role", "A role that may be taken.",
            [
                member("id", \.id, "Its ARN."),
                member("verdict", \.verdict, "Whether it may be taken."),
                member("conditions", \.conditions, "What would have to hold."),
            ])
    }
}

extension AccessList.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "access_list", "What a principal may do.",
            [
                member("principal", \.principal, "Who was asked about."),
                member("resources", \.resources, "Data that is known, by type, then ARN."),
                member("outside", \.outside, "Patterns that its policies name and no list that was given holds."),
                member("roles", \.roles, "Roles that it may take."),
            ])
    }
}
