internal import OverreachModel

/// The paths of a baseline, found by what the world calls their ends too: data that only a policy named is another node
/// once an inventory lists it, and so is data that the inventory lists no more.
struct KnownPaths {
    private struct Ends: Hashable {
        let from: Key
        let to: Text
    }

    private let paths: [Check.Baseline.Pair: Set<Effect>]
    /// By where it begins and what the world calls the data: of data that only policies named, and of all other data.
    private var unlisted: [Ends: Set<Effect>] = [:]
    private var listed: [Ends: Set<Effect>] = [:]

    /// Complexity: a pass over the paths.
    init(_ paths: [Check.Baseline.Pair: Set<Effect>]) {
        self.paths = paths
        for (pair, effects) in paths {
            let ends = Ends(from: pair.from, to: Text(pair.to.id))
            if pair.to.isUnlisted {
                unlisted[ends, default: []].formUnion(effects)
            } else {
                listed[ends, default: []].formUnion(effects)
            }
        }
    }

    /// What could be done then.
    func effects(between pair: Check.Baseline.Pair) -> Set<Effect> {
        let ends = Ends(from: pair.from, to: Text(pair.to.id))
        let other = pair.to.isUnlisted ? listed[ends] : unlisted[ends]
        return (paths[pair] ?? []).union(other ?? [])
    }
}

extension Key {
    /// Whether it is of data that no inventory lists, known by policies alone.
    var isUnlisted: Bool { type == NodeType(AWSNode.outsideResource) }

    /// The key that the data has while only policies name it; nil of what is no resource of AWS, or has that key.
    var unlisted: Key? {
        guard !isUnlisted, let arn = ARN(id) else { return nil }
        return Key(NodeType(AWSNode.outsideResource), scope: arn.account, id: id)
    }
}
