internal import Foundation
internal import OverreachAnalysis
internal import OverreachStore

/// Says what judging the account in a store takes, in classes and pair by pair.
@main
enum Main {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: overreach-aws-bench STORE")
            exit(2)
        }
        let facts = try Store.open(CommandLine.arguments[1], mode: .readOnly).statedFacts()
        let base = FactBase(nodes: facts.nodes, edges: facts.edges, documents: facts.documents, activities: [])

        let clock = ContinuousClock()
        var last = clock.now
        let begin = last
        _ = Derivation.run(over: base) { rule, part in
            print("\(rule): \(seconds(clock.now - last)) s, \(part.nodes.count) nodes, \(part.edges.count) edges")
            last = clock.now
        }
        print("all rules: \(seconds(clock.now - begin)) s")

        let measure = AWSMeasure(base)
        var judged = 0
        let inClasses = clock.measure { judged = measure.judgedInClasses() }
        print("rights: \(measure.rights); questions pair by pair: \(measure.pairs)")
        print("in classes: \(judged) questions in \(seconds(inClasses)) s")
        var asked = 0
        let sampled = clock.measure { asked = measure.judgePairs(200_000) }
        let whole = Double(measure.pairs) * seconds(sampled) / Double(max(asked, 1))
        print("pair by pair: \(asked) questions sampled in \(seconds(sampled)) s, so \(Int(whole)) s for all of them")
        print("ratio: \(Int(whole / max(seconds(inClasses), 0.001)))")
    }

    private static func seconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return (Double(parts.seconds) * 1_000 + Double(parts.attoseconds / 1_000_000_000_000_000)).rounded() / 1_000
    }
}
