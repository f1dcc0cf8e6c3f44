internal import OverreachGraph
internal import OverreachModel

/// Boxes and arrows by the keys of their nodes, so that pictures of two graphs can be laid over each other.
struct PictureParts {
    private struct Pair: Hashable {
        let from: Key
        let to: Key
    }

    private var nodes: [Key: Picture.Node] = [:]
    private var arrows: [Pair: (label: String, style: Picture.Style)] = [:]

    /// Takes what was gathered; `style` says how an arrow is drawn that does not look as it was gathered.
    init(
        _ builder: PictureBuilder, focus: Set<NodeID>, style: (PictureBuilder.Arrow) -> Picture.Style?
    ) {
        let snapshot = builder.snapshot
        for node in builder.nodes {
            nodes[snapshot.key(node)] = builder.drawn(node, isFocus: focus.contains(node))
        }
        for (pair, arrow) in builder.arrows {
            arrows[Pair(from: snapshot.key(pair.from), to: snapshot.key(pair.to))] = (
                arrow.labels.joined(separator: "; "), style(arrow) ?? arrow.style
            )
        }
    }

    /// Lays other parts over these; of arrows between the same nodes the other's counts where `isStronger` says so.
    mutating func add(_ other: PictureParts, isStronger: (_ other: Picture.Style, _ own: Picture.Style) -> Bool) {
        nodes.merge(other.nodes) { own, new in own.emphasis == .focus ? own : new }
        arrows.merge(other.arrows) { own, new in isStronger(new.style, own.style) ? new : own }
    }

    /// The picture, nodes in the order of layer and key.
    func picture(title: String, subtitle: String, summary: String) -> Picture {
        let ordered = nodes.sorted { a, b in
            a.value.layer == b.value.layer ? a.key < b.key : a.value.layer < b.value.layer
        }
        let layers = PictureLayer.allCases.filter { layer in ordered.contains { $0.value.layer == layer.rawValue } }
        let places = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.key, $0) })
        let drawn = ordered.map { _, node in
            var node = node
            node.layer = layers.firstIndex { $0.rawValue == node.layer } ?? 0
            return node
        }
        let edges = arrows.compactMap { pair, arrow -> Picture.Edge? in
            guard let from = places[pair.from], let to = places[pair.to] else { return nil }
            return Picture.Edge(from: from, to: to, label: arrow.label, style: arrow.style)
        }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        return Picture(
            title: title, subtitle: subtitle, summary: summary, layers: layers.map { Picture.Layer($0.title) },
            nodes: drawn, edges: edges)
    }
}
