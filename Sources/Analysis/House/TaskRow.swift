internal import OverreachGraph
public import OverreachModel

/// The task of an agent, as answers show it.
public struct TaskRow: Encodable, Sendable {
    /// Who answers for the agent, or null.
    public let owner: String?
    /// What it is for, or null.
    public let purpose: String?
    /// What it may do, in words; null where only owner and purpose are said.
    public let may: [String]?
    /// Tools of servers that it reaches which the task does not name, where it names any.
    public let toolsOutside: [NodeRow]
    /// What it did outside of the task, in the window; of a review, in its period.
    public let did: UseRow?

    enum CodingKeys: String, CodingKey {
        case owner, purpose, may
        case toolsOutside = "tools_outside"
        case did
    }

    /// `acts` are those that count, oldest first; those of the window unless given.
    init(_ task: AgentTask, of reach: ReachOfNode, in world: World, acts: [Activity]? = nil) {
        let snapshot = world.snapshot
        owner = task.owner
        purpose = task.purpose
        may = task.may?.map(\.text)
        toolsOutside = reach.toolsOutside.map { NodeRow($0, in: snapshot) }
        let key = snapshot.key(reach.start)
        did = TaskJudge(of: reach.start, in: world).flatMap { judge in
            UseRow((acts ?? world.recentActivities).filter { $0.agents.contains(key) && judge.isOutside($0) })
        }
    }
}

extension AgentTask.Permission {
    /// In words, which are those of a house but for effects of a tool.
    public var text: String {
        let words = effects.sorted().map(\.rawValue).joined(separator: ",")
        return switch object {
        case .resource(let pattern): "\(words) \(pattern)"
        case .tool(let pattern): words.isEmpty ? "call \(pattern)" : "\(words) by call \(pattern)"
        }
    }
}

/// The tasks of all agents, for many acts.
struct TaskJudges {
    private let judges: [Key: (node: NodeID, judge: TaskJudge)]

    init(_ world: World) {
        let snapshot = world.snapshot
        var judges: [Key: (NodeID, TaskJudge)] = [:]
        if !world.house.tasks.isEmpty {
            for agent in snapshot.nodes where snapshot.kind(agent) == .agent {
                if let judge = TaskJudge(of: agent, in: world) { judges[snapshot.key(agent)] = (agent, judge) }
            }
        }
        self.judges = judges
    }

    /// The agents of the act's chain outside of whose task it lies, the outermost first.
    func exceeded(by act: Activity) -> [NodeID] {
        act.agents.compactMap { judges[$0] }.filter { $0.judge.isOutside(act) }.map(\.node)
    }
}
