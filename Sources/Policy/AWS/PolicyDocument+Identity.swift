extension PolicyDocument {
    /// What AWS takes in no policy of an identity: a statement without `Resource`, or one that names principals.
    ///
    /// Such a policy comes from a hand or a program, not from AWS: an allow without `Resource` allows nothing, a deny
    /// without it may deny anything.
    public var problemsInIdentityPolicy: [PolicyProblem] {
        statements.flatMap { statement -> [PolicyProblem] in
            let pointer = "/Statement/\(statement.index)"
            let missing =
                statement.hasResources
                ? nil
                : PolicyProblem(
                    pointer: pointer, line: statement.line, message: "statement has neither Resource nor NotResource")
            let named =
                statement.principals == nil
                ? nil
                : PolicyProblem(
                    pointer: pointer, line: statement.line,
                    message: "statement of an identity's policy names principals")
            return [missing, named].compactMap { $0 }
        }
    }
}
