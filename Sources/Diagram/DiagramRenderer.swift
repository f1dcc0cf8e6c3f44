public import OverreachModel

/// Draws pictures as SVG, PNG, PDF and DOT.
///
/// The same picture gives the same bytes with the same release of libgraphviz. Pictures of more than `Folding.limit`
/// boxes are folded first, except in DOT.
public struct DiagramRenderer: Sendable {
    /// Pictures are laid out with shorter lines of text until they are not wider than this, in points.
    static let preferredWidth = 1_600.0

    private let client: LayoutClient

    /// Makes a renderer that has this client lay out.
    public init(_ client: LayoutClient) { self.client = client }

    /// The picture as SVG with a light and a dark theme.
    public func svg(_ picture: Picture) throws(DiagramError) -> [UInt8] {
        let (scene, folded) = try scene(of: picture)
        return SVGWriter.write(scene, of: folded)
    }

    /// The SVG as PNG, light theme, `scale` pixels a point.
    public func png(_ picture: Picture, scale: Double = 2) throws(DiagramError) -> [UInt8] {
        try client.png(svg(picture), scale: scale)
    }

    /// The SVG as PDF, light theme, one page of the picture's size.
    public func pdf(_ picture: Picture) throws(DiagramError) -> [UInt8] { try client.pdf(svg(picture)) }

    /// The picture as a DOT file for those who lay out themselves.
    public func dot(_ picture: Picture) -> [UInt8] { DOTWriter.write(picture.repaired()) }

    private func scene(of picture: Picture) throws(DiagramError) -> (Scene, Picture) {
        try DiagramRenderer.scene(of: picture) { request throws(DiagramError) in try client.layOut(request) }
    }

    /// The scene with the layout that `layOut` makes, and the picture as it was folded.
    static func scene(
        of picture: Picture, layOut: (LayoutRequest) throws(DiagramError) -> LayoutResponse
    ) throws(DiagramError) -> (scene: Scene, picture: Picture) {
        let folded = Folding.fold(picture.repaired())
        let columns = Columns.assign(folded)
        var best: Scene?
        for density in Sketch.Density.allCases {
            let sketch = Sketch(folded, density: density, columns: columns)
            let scene = SceneBuilder(folded, sketch, try layOut(sketch.request(for: folded))).build()
            if scene.width < (best?.width ?? .infinity) { best = scene }
            if scene.width <= preferredWidth { break }
        }
        guard let best else { throw DiagramError(.badAnswer, "no layout was made") }
        return (best, folded)
    }
}

extension Picture {
    /// The picture without arrows to boxes that are not there, and with every box in a layer that is.
    func repaired() -> Picture {
        var picture = self
        if picture.layers.isEmpty { picture.layers = [Layer("")] }
        for index in picture.nodes.indices {
            picture.nodes[index].layer = min(max(picture.nodes[index].layer, 0), picture.layers.count - 1)
        }
        picture.edges.removeAll { !nodes.indices.contains($0.from) || !nodes.indices.contains($0.to) }
        return picture
    }
}
