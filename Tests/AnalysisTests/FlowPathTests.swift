import OverreachModel
import Testing

@testable import OverreachAnalysis

/// The agents between a read and a sending.
@Suite struct FlowPathTests {
    private static func agents(_ names: String) -> [Key] {
        names.map { .agent(serviceNamespace: "", service: "s", name: String($0)) }
    }

    @Test(arguments: [
        ("a", "a", "a"), ("ab", "a", "ba"), ("a", "ab", "ab"), ("ab", "ac", "bac"), ("abc", "abd", "cbd"),
        ("a", "b", "ab"),
        ("ab", "cd", "bacd"), ("", "a", "a"), ("a", "", "a"),
    ])
    func bothTheReaderAndTheSenderAreOnThePath(readers: String, senders: String, path: String) {
        #expect(Flows.way(from: Self.agents(readers), to: Self.agents(senders)) == Self.agents(path))
    }
}
