/// One statement of a policy.
public struct Statement: Sendable {
    /// Its place in the document, from 0.
    public let index: Int
    /// Its name, if it has one.
    public let sid: String?
    /// Allow or deny.
    public let isAllow: Bool
    /// The line it begins on, 0 where unknown.
    public let line: Int
    /// The `Action` or `NotAction` as written.
    public let actionPatterns: [String]
    /// Whether the actions are those that are *not* meant.
    public let isNotAction: Bool
    /// The `Resource` or `NotResource` as written; empty where the statement has neither, as in trust policies.
    public let resourcePatterns: [String]
    /// Whether the resources are those that are *not* meant.
    public let isNotResource: Bool
    /// Whether it has a `Condition`, or a part that could not be read.
    public var isConditional: Bool { !conditions.isEmpty || !doubts.isEmpty }

    let actions: [Pattern]  // lower case
    let resources: [ResourceTemplate]
    let hasResources: Bool
    let principals: PrincipalElement?
    let conditions: [ConditionTest]
    /// What would have to hold besides, since a part of the statement could not be read.
    let doubts: [String]

    /// Whether the action is among those that the statement speaks of, whatever its effect.
    ///
    /// Actions match without regard to case; `NotAction` matches all but the listed ones.
    public func matches(action: String) -> Bool {
        actions.contains { $0.matchesIgnoringCase(action) } != isNotAction
    }

    /// Whether it may speak of the action on the target; no where a look at both says so.
    func maySpeak(of action: String, on target: Target) -> Bool {
        matches(action: action) && mayMean(target)
    }

    /// Whether the target may be among its resources.
    func mayMean(_ target: Target) -> Bool {
        isNotResource || !hasResources || resources.contains { $0.mayMean(target) }
    }
}
