/// Yes, no, or what would have to hold.
enum Answer: Equatable {
    case yes
    case no
    /// All of these sentences would have to hold.
    case unknown([String])

    /// Both hold.
    static func && (a: Answer, b: Answer) -> Answer {
        switch (a, b) {
        case (.no, _), (_, .no): .no
        case (.yes, let other), (let other, .yes): other
        case (.unknown(let x), .unknown(let y)): .unknown(x + y)
        }
    }
}

/// Three values without saying why.
enum Ternary {
    case yes, no, unknown

    init(_ value: Bool) { self = value ? .yes : .no }

    var negated: Ternary {
        switch self {
        case .yes: .no
        case .no: .yes
        case .unknown: .unknown
        }
    }

    static func any(_ values: some Sequence<Ternary>) -> Ternary {
        var result = Ternary.no
        for value in values {
            if value == .yes { return .yes }
            if value == .unknown { result = .unknown }
        }
        return result
    }

    static func all(_ values: some Sequence<Ternary>) -> Ternary { any(values.map(\.negated)).negated }
}
