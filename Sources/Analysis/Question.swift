public import OverreachModel

/// A question: a value that holds what is asked, and answers it from a world.
///
/// Declared once, it has all faces: command line, HTTP, MCP, schemas.
public protocol Question: Sendable {
    /// What the answer holds; its members are written in declared order.
    associatedtype Result: Encodable & Sendable

    /// The name of the command.
    static var name: String { get }
    /// What it answers, in one line.
    static var summary: String { get }
    /// What it looks at beside the graph; all of it unless it says otherwise.
    static var parts: WorldParts { get }

    /// The answer, or an error about what was asked.
    func answer(in world: World) throws -> Answer<Result>
}

extension Question {
    /// All there is.
    public static var parts: WorldParts { .all }
}
