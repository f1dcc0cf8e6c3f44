/// An answer as it is to be drawn: what, not where.
///
/// Strings are as hostile as the input they come from.
public struct Picture: Sendable {
    /// A quiet cluster; layers stand left to right in their order.
    public struct Layer: Sendable, Hashable {
        /// What stands above it, such as `identities`.
        public var title: String

        /// Makes a layer.
        public init(_ title: String) { self.title = title }
    }

    /// How loud a node is.
    public enum Emphasis: String, Sendable {
        /// The node that was asked about.
        case focus
        case normal
        /// Context that is not part of the answer.
        case quiet
    }

    /// What a border says of a data store.
    public enum Sensitivity: String, Sendable, Comparable {
        case none, low, high

        /// None before low before high.
        public static func < (a: Sensitivity, b: Sensitivity) -> Bool { a.rank < b.rank }

        private var rank: Int { [.none, .low, .high].firstIndex(of: self) ?? 0 }
    }

    /// A box, or several equal ones folded into one.
    public struct Node: Sendable {
        /// The kind, which gives shape and hue.
        public var kind: NodeKind
        /// The name.
        public var title: String
        /// A second, quieter line, such as a classification; empty for none.
        public var detail: String
        /// The whole name for the tooltip.
        public var tooltip: String
        /// The index of the layer.
        public var layer: Int
        /// How loud it is.
        public var emphasis: Emphasis
        /// How sensitive it is.
        public var sensitivity: Sensitivity
        /// How many nodes it stands for; 1 unless folded.
        public var count: Int

        /// Makes a node.
        public init(
            kind: NodeKind, title: String, detail: String = "", tooltip: String = "", layer: Int,
            emphasis: Emphasis = .normal, sensitivity: Sensitivity = .none, count: Int = 1
        ) {
            self.kind = kind
            self.title = title
            self.detail = detail
            self.tooltip = tooltip
            self.layer = layer
            self.emphasis = emphasis
            self.sensitivity = sensitivity
            self.count = count
        }
    }

    /// What an arrow says.
    public enum Style: String, Sendable, CaseIterable {
        /// Solid, dark: it was used.
        case used
        /// Dashed, grey: it could be used, and never was.
        case could
        /// Dotted, grey: it hangs on a condition.
        case conditional
        /// Red: used, but not declared.
        case undeclared
        /// Struck through, grey: a change would close it.
        case closed
        /// Red, thick: a change would open it.
        case opened
    }

    /// An arrow.
    public struct Edge: Sendable {
        /// The index of the node it leaves.
        public var from: Int
        /// The index of the node it enters.
        public var to: Int
        /// What stands on it, such as `Lake · assumes · 3×`.
        public var label: String
        /// What it says.
        public var style: Style

        /// Makes an arrow.
        public init(from: Int, to: Int, label: String, style: Style) {
            self.from = from
            self.to = to
            self.label = label
            self.style = style
        }
    }

    /// The answer in bold, such as the node's name.
    public var title: String
    /// The answer's figures, quieter.
    public var subtitle: String
    /// One paragraph for those who cannot see it.
    public var summary: String
    /// Layers, left to right.
    public var layers: [Layer]
    /// Boxes.
    public var nodes: [Node]
    /// Arrows.
    public var edges: [Edge]
    /// What was folded or left out, a sentence each.
    public var notes: [String]

    /// Makes a picture.
    public init(
        title: String, subtitle: String, summary: String, layers: [Layer], nodes: [Node], edges: [Edge],
        notes: [String] = []
    ) {
        self.title = title
        self.subtitle = subtitle
        self.summary = summary
        self.layers = layers
        self.nodes = nodes
        self.edges = edges
        self.notes = notes
    }
}
