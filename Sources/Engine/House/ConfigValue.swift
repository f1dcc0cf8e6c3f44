/// A value of `overreach.yaml` that was held against its shape.
indirect enum ConfigValue {
    /// A value of a list, with its line.
    struct Element {
        let value: ConfigValue
        let line: Int
    }

    /// A value of an object, with its line.
    struct Member {
        let name: String
        let value: ConfigValue
        let line: Int
    }

    case text(String)
    case number(Int)
    case truth(Bool)
    case list([Element])
    case object([Member])

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }

    /// The elements of a list; a value that stands alone is one.
    var elements: [ConfigValue] { if case .list(let list) = self { list.map(\.value) } else { [self] } }

    /// The elements of a list with their lines.
    var list: [Element] { if case .list(let list) = self { list } else { [] } }

    var members: [Member] { if case .object(let members) = self { members } else { [] } }

    func member(_ name: String) -> Member? { members.first { $0.name == name } }

    subscript(_ name: String) -> ConfigValue? { member(name)?.value }
}
