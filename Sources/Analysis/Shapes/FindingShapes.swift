extension Finding.Reference: ShapedObject {
    /// The members of a reference.
    public static var object: ObjectShape {
        ObjectShape(
            "reference", "An entry of a public list of risks.",
            [
                member("id", \.id, "Its id, e.g. `NHI2:2025`."),
                member("title", \.title, "The list's title of it."),
            ])
    }
}

extension AcceptanceRow: ShapedObject {
    /// The members of an acceptance.
    public static var object: ObjectShape {
        ObjectShape(
            "acceptance", "A risk that somebody took, as `overreach.yaml` says it.",
            [
                member("reason", \.reason, "Why, or null."),
                member("owner", \.owner, "Who, or null."),
                member(
                    "expires", \.expires, as: .nullable(.time),
                    "The first moment at which it is no longer accepted; null for never."),
            ])
    }
}

extension Finding: ShapedObject {
    /// The members of a finding.
    public static var object: ObjectShape {
        ObjectShape(
            "finding", "A named risk with its evidence.",
            [
                member("id", \.id, "The same as long as rule, subject and place are."),
                member("rule", \.rule, "The rule's id; rules are listed in docs/reference/findings.md."),
                member("severity", \.severity, "How much it matters."),
                member("title", \.title, "One sentence."),
                member("subject", \.subject, "What it is about."),
                member("path", \.path, "The steps that prove it; empty where none is needed."),
                member("evidence", \.evidence, "Where it stands."),
                member("remedy", \.remedy, "What to do."),
                member("references", \.references, "What public lists call it."),
                member("owner", \.owner, "Who answers for the subject, or null."),
                member(
                    "accepted", \.accepted,
                    "Who took the risk, why and until when; null where nobody did, or no longer."),
            ])
    }
}
