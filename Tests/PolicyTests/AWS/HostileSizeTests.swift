import OverreachModel
import Testing

@testable import OverreachPolicy

/// Policies larger than AWS would take them are judged all the same, without running out of stack or time.
@Suite(.timeLimit(.minutes(5)))
struct HostileSizeTests {
    // In their order: the two patterns, whether they overlap, whether the first covers the second.
    private static let long = String(repeating: "a", count: 20_000)

    static let pairs = [
        (long + "*", long + "b*", true, true), ("*" + long, "*" + long + long, true, true),
        ("*" + long + "*", "*" + String(repeating: "b", count: 20_000) + "*", true, false),
        (long + "*b", "a*" + long + "b", true, false), (long, long + "a", false, false),
        (String(repeating: "*a", count: 10_000), "*b", false, false),
        (String(repeating: "*a", count: 10_000) + "*", String(repeating: "a*", count: 20_000), true, false),
        (String(repeating: "?", count: 20_000) + "*", long + "*", true, true),
    ]

    @Test(arguments: pairs.indices)
    func patternsOfTensOfThousandsOfCharactersAreCompared(index: Int) {
        let (one, other, overlap, covers) = Self.pairs[index]
        let (a, b) = (Pattern(one), Pattern(other))
        #expect(a.overlaps(b) == overlap)
        #expect(a.covers(b) == covers)
        if let common = a.intersection(b) { #expect(common.isEmpty == !overlap) }
    }

    @Test func aLongPatternIsCoveredByWhatItBeginsWith() {
        #expect(Pattern("arn:*").covers(Pattern(Self.long.replacing("aaaa", with: "arn:") + "*")))
        #expect(Pattern(Self.long + "?*").covers(Pattern(Self.long + "ab*")))
        #expect(!Pattern(Self.long + "?*").covers(Pattern(Self.long + "*")))
    }

    @Test func bracesThatCloseNothingAreText() {
        let open = String(repeating: "${", count: 20_000)
        let resource = "arn:aws:s3:::b/" + open
        #expect(decide(attached(allow("s3:GetObject", resource)), "s3:GetObject", on: bucket("/" + open)) == .allowed)
    }

    /// With 400 denied prefixes a judgement looks at each pair of them at most once, and cheaply.
    @Test(arguments: [400, 4_000])
    func manyDeniedPrefixesInOnePolicyAreWorkedOutAtOnce(count: Int) {
        let prefixes = (0..<count).map { "\"arn:aws:s3:::b/p\($0)/*\"" }.joined(separator: ",")
        let denied = #"{"Effect": "Deny", "Action": "s3:*", "Resource": [\#(prefixes)]}"#
        let policies = attached(allow("s3:GetObject", "arn:aws:s3:::b/*") + "," + denied)
        let judged = judge(policies, "s3:GetObject", on: bucket("/*"))
        #expect(judged?.verdict == .allowed)
        #expect(judged?.deny.count == count)
        #expect(decide(policies, "s3:GetObject", on: bucket("/p17/x")) == .explicitlyDenied)
        #expect(decide(policies, "s3:GetObject", on: bucket("/q/x")) == .allowed)
    }

    @Test func manyDeniesWithConditionsStayOneDoubt() {
        let denied = (0..<400).map {
            deny("s3:*", "arn:aws:s3:::b/p\($0)/*", condition(#"{"StringEquals": {"aws:SourceVpc": "v\#($0)"}}"#))
        }
        let policies = attached(([allow("s3:GetObject", "arn:aws:s3:::b/*")] + denied).joined(separator: ","))
        let judged = judge(policies, "s3:GetObject", on: bucket("/*"))
        #expect(judged?.verdict == .allowed)
        #expect(judged?.deny.count == 400)
        #expect(
            judged?.conditions.contains {
                $0.hasSuffix("unless one of many denies with conditions or exceptions holds")
            } == true)
        #expect(decide(policies, "s3:GetObject", on: bucket("/p17/x")) == .conditional)
    }

    @Test func manyAllowedPrefixesUnderABoundaryOfAsMany() {
        let prefixes = (0..<1_000).map { "\"arn:aws:s3:::b/p\($0)/*\"" }.joined(separator: ",")
        var policies = attached(#"{"Effect": "Allow", "Action": "s3:*", "Resource": [\#(prefixes)]}"#)
        policies.boundary = policy(#"{"Effect": "Allow", "Action": "s3:*", "Resource": [\#(prefixes)]}"#)
        #expect(judge(policies, "s3:GetObject", on: bucket("/*"))?.allow.count == 1_000)
    }
}
