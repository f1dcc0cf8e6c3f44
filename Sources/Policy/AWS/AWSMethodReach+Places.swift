extension AWSMethodReach {
    /// Whether nothing of it can be an ARN of the pattern, part by part.
    ///
    /// A wildcard for the region also stands for colons, so that what lies in another account may seem to overlap.
    ///
    /// - Parameter pattern: What was asked for, such as `arn:aws:ssm:*:111122223333:document/*`.
    public func isElsewhere(_ pattern: String) -> Bool {
        let parts = pattern.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[3] == "*" else { return false }
        let colons = parts[5].utf8.count { $0 == UInt8(ascii: ":") }
        return !region.terms.contains { term in
            let found = term.include.text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard found.count == 3 else { return true }
            // The name of a version or an alias may follow behind one colon more.
            return Pattern(String(found[1])).matches(String(parts[4]))
                && found[2].utf8.count { $0 == UInt8(ascii: ":") } <= colons + 1
        }
    }
}
