internal import OverreachModel
public import OverreachPolicy

/// A question about who may do what in AWS, which needs the policies and not the graph.
public protocol AccessQuestion: Sendable {
    /// What the answer holds; its members are written in declared order.
    associatedtype Result: Encodable & Sendable

    /// The words of the command.
    static var name: String { get }
    /// What it answers, in one line.
    static var summary: String { get }

    /// Which facts the answer rests on: no others need be given.
    var needs: AccessNeeds { get }

    /// The answer, or an error about what was asked.
    func answer(in facts: AccessFacts) throws -> Answer<Result>
}

/// How a request ends.
public enum AccessVerdict: String, Encodable, Sendable, CaseIterable {
    /// It is allowed.
    case allowed
    /// It hangs on something that nobody gave.
    case conditional
    /// Nothing allows it, or a level that must allow it does not.
    case deniedImplicitly = "denied (implicit)"
    /// A statement forbids it.
    case deniedExplicitly = "denied (explicit)"

    init(_ outcome: AWSDecision.Outcome) {
        switch outcome {
        case .allowed: self = .allowed
        case .conditional: self = .conditional
        case .implicitlyDenied: self = .deniedImplicitly
        case .explicitlyDenied: self = .deniedExplicitly
        }
    }
}

/// The name of an action.
enum AccessAction {
    /// Errors: `AccessError.noAction` for what is no single action.
    static func check(_ action: String) throws {
        let parts = action.split(separator: ":", omittingEmptySubsequences: false)
        let isName = { (part: Substring) in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                        || byte == UInt8(ascii: "-")
                }
        }
        guard parts.count == 2, parts.allSatisfy(isName) else { throw AccessError.noAction(action) }
    }
}

/// Which facts bear on a question about access.
public struct AccessNeeds: Sendable {
    /// The actions that are judged; nil for all.
    public var actions: [String]?
    /// The actions that are judged besides where the resource has a key for its content.
    public var actionsOnContent: [String] = []
    /// The resource as the user writes it; nil for all.
    public var resource: String?
    /// The principal as the user writes it; nil for all.
    public var principal: String?

    /// Whether the resource must be looked for by its name.
    public var isByName: Bool { resource.map { $0 != "*" && ARN($0) == nil } ?? false }
}
