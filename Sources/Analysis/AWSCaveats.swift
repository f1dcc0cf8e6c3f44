public import OverreachModel

/// What AWS documents leave open, for the caveats of every answer.
public enum AWSCaveats {
    /// Policies that are attached but were not given, and statements that could not be understood.
    ///
    /// Complexity: linear in the documents.
    public static func of(_ documents: [Document]) -> [Caveat] {
        let holdings = AWSHoldings(documents)
        return holdings.problems
            + holdings.missing.map { holder, arn in
                Caveat(
                    reason: Caveat.notCollected, source: "aws",
                    detail: "the policy \(arn) of \(holder.id) was not given: what it allows or denies is not shown")
            }
    }
}
