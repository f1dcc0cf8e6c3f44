/// A value of `overreach.yaml` that was held against its shape.
indirect enum ConfigValue {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([(value: ConfigValue, line: Int)])
    case members([(name: String, value: ConfigValue, line: Int)])

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }

    /// The elements of a list; a value that stands alone is one.
    var elements: [ConfigValue] { linedElements.map(\.value) }

    /// The elements with the line of each, 0 of a value that stands alone.
    var linedElements: [(value: ConfigValue, line: Int)] {
        if case .list(let list) = self { list } else { [(self, 0)] }
    }

    var members: [(name: String, value: ConfigValue, line: Int)] {
        if case .members(let members) = self { members } else { [] }
    }

    subscript(_ name: String) -> ConfigValue? { members.first { $0.name == name }?.value }
}
