internal import OverreachModel
internal import OverreachWire

/// A way through an output to values: members divided by dots, `[]` behind one whose elements are meant.
///
/// `Reservations[].Instances[]` leads to every instance; the empty way leads to the value itself.
struct AWSPath: Sendable, ExpressibleByStringLiteral {
    private let steps: [(name: String, isList: Bool)]

    private init(_ steps: [(name: String, isList: Bool)]) { self.steps = steps }

    init(stringLiteral text: String) {
        steps = text.split(separator: ".").map { step in
            step.hasSuffix("[]") ? (String(step.dropLast(2)), true) : (String(step), false)
        }
    }

    /// The member at the top, nil for the value itself, and whether its elements are meant.
    var first: (name: String, isList: Bool)? { steps.first }

    /// The last member's name, for messages.
    var last: String { steps.last?.name ?? "text" }

    /// The values that the way leads to, with their places.
    ///
    /// What is there but of another type than the way needs is among them, so that it is not passed over.
    func values(in value: JSONValue, at pointer: JSONPointer = .root) -> [(value: JSONValue, pointer: JSONPointer)] {
        var found = [(value: value, pointer: pointer)]
        for step in steps {
            found = found.flatMap { value, pointer -> [(value: JSONValue, pointer: JSONPointer)] in
                guard value.object != nil else { return [(value, pointer)] }
                guard let member = value[step.name], !member.isNull else { return [] }
                let here = pointer[step.name]
                guard step.isList, let elements = member.array else { return [(member, here)] }
                return elements.enumerated().map { ($0.element, here[$0.offset]) }
            }
        }
        return found
    }

    /// The one text that the way leads to.
    func text(in value: JSONValue) -> String? {
        let found = values(in: value)
        guard found.count == 1, let text = found.first?.value.string, !text.isEmpty else { return nil }
        return text
    }

    /// All texts that the way leads to.
    func texts(in value: JSONValue) -> [String] {
        values(in: value).compactMap { $0.value.string }.filter { !$0.isEmpty }
    }
}

extension AWSPath {
    /// The way that goes on with another one.
    func appending(_ path: AWSPath) -> AWSPath { AWSPath(steps + path.steps) }
}
