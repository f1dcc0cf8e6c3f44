import OverreachModel

/// Writes a picture as a readable DOT file: names from outside stand in plain labels and tooltips only.
enum DOTWriter {
    /// The picture as DOT.
    static func write(_ picture: Picture) -> [UInt8] {
        var lines = [
            "digraph overreach {",
            "  graph [rankdir=LR, newrank=true, fontname=\"Helvetica\", labelloc=t, labeljust=l, nodesep=0.28, ranksep=0.75,"
                + " label=\(quoted([picture.title, picture.subtitle]))];",
            "  node [fontname=\"Helvetica\", fontsize=11, shape=box, style=\"filled,rounded\"];",
            "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7];",
        ]
        for (layer, description) in picture.layers.enumerated() {
            let members = picture.nodes.indices.filter { picture.nodes[$0].layer == layer }
            guard !members.isEmpty else { continue }
            lines.append("  subgraph cluster_\(layer) {")
            lines.append(
                "    graph [label=\(quoted([description.title])), style=rounded, color=\"\(Palette.light.rule)\"];")
            for index in members { lines.append("    " + node(picture.nodes[index], index)) }
            lines.append("  }")
        }
        for edge in picture.edges { lines.append("  " + arrow(edge)) }
        lines.append("}\n")
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static func node(_ node: Picture.Node, _ index: Int) -> String {
        let isFocus = node.emphasis == .focus
        let tone =
            switch node.sensitivity {
            case .none: Palette.light.tone(of: node.kind)
            case .low: Palette.light.low
            case .high: Palette.light.high
            }
        let look =
            switch node.kind {
            case .dataStore: ", shape=cylinder, style=filled"
            case .person: ", shape=ellipse, style=filled"
            default: ""
            }
        return "n\(index) [label=\(quoted([node.title, node.detail])), tooltip=\(quoted([node.tooltip]))\(look),"
            + " color=\"\(tone.stroke)\", fillcolor=\"\(isFocus ? tone.full : tone.fill)\","
            + " fontcolor=\"\(isFocus ? Palette.light.fullInk : Palette.light.ink)\"];"
    }

    private static func arrow(_ edge: Picture.Edge) -> String {
        let look =
            switch edge.style {
            case .used: "color=\"\(Palette.light.ink)\""
            case .could: "color=\"\(Palette.light.faint)\", style=dashed"
            case .conditional: "color=\"\(Palette.light.faint)\", style=dotted"
            case .undeclared: "color=\"\(Palette.light.alarm)\""
            case .closed: "color=\"\(Palette.light.faint)\", style=dashed, arrowhead=tee"
            case .opened: "color=\"\(Palette.light.alarm)\", penwidth=2"
            }
        let label = edge.style == .closed ? "✕ \(edge.label)" : edge.label
        return "n\(edge.from) -> n\(edge.to) [label=\(quoted([label])), \(look)];"
    }

    /// A quoted string that Graphviz shows as these lines.
    ///
    /// `\` would begin an escape such as `\N`, `&` an entity such as `&lt;`; both are written out.
    static func quoted(_ lines: [String]) -> String {
        "\"" + lines.filter { !$0.isEmpty }.map(escaped).joined(separator: "\\n") + "\""
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in DisplayText.visible(text).unicodeScalars.prefix(2_000) {
            switch scalar {
            case "\\": out += "\\\\"
            case "\"": out += "\\\""
            case "&": out += "&amp;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
