import OverreachModel
import Testing

@testable import OverreachDiagram

@Suite struct SceneTests {
    @Test(arguments: Pictures.all)
    func boxesDoNotOverlap(_ named: Pictures.Named) throws {
        let scene = try InProcess.scene(of: named.picture).scene
        for (index, node) in scene.nodes.enumerated() {
            for other in scene.nodes[(index + 1)...] {
                #expect(
                    !node.box.overlaps(other.box), "\(node.node.title.prefix(20)) and \(other.node.title.prefix(20))")
            }
        }
    }

    @Test(arguments: Pictures.all)
    func labelsCoverNoBoxAndNoOtherLabel(_ named: Pictures.Named) throws {
        let scene = try InProcess.scene(of: named.picture).scene
        let labels = scene.arrows.compactMap(\.labelBox)
        for (index, label) in labels.enumerated() {
            #expect(!scene.nodes.contains { $0.box.inset(0.5).overlaps(label) })
            #expect(!labels[(index + 1)...].contains { $0.inset(0.5).overlaps(label) })
        }
    }

    @Test(arguments: Pictures.all)
    func textStaysInsideItsBoxInTheWidestFont(_ named: Pictures.Named) throws {
        let scene = try InProcess.scene(of: named.picture).scene
        for node in scene.nodes {
            for line in node.lines { #expect(contains(node.front, line.bounds), "\(line.text)") }
        }
        for arrow in scene.arrows {
            for line in arrow.lines {
                #expect(contains(try #require(arrow.labelBox), line.bounds.inset(1)), "\(line.text)")
            }
        }
        for lane in scene.lanes { #expect(contains(lane.box, lane.title.bounds)) }
    }

    @Test(arguments: Pictures.all)
    func everythingIsOnThePage(_ named: Pictures.Named) throws {
        let scene = try InProcess.scene(of: named.picture).scene
        let page = Box(left: 0, top: 0, width: scene.width, height: scene.height)
        var boxes = scene.nodes.map(\.box) + scene.lanes.map(\.box) + scene.arrows.compactMap(\.labelBox)
        boxes += scene.arrows.flatMap { Trace($0.points).places }.map {
            Box(left: $0.x, top: $0.y, width: 0, height: 0)
        }
        boxes += (scene.heading + scene.notes + scene.legend.map(\.line)).map(\.bounds) + scene.legend.map(\.box)
        for box in boxes { #expect(contains(page, box), "\(box)") }
    }

    @Test(arguments: Pictures.all)
    func layersStandLeftToRightInTheirOrder(_ named: Pictures.Named) throws {
        let (scene, picture) = try InProcess.scene(of: named.picture)
        for (left, right) in zip(scene.lanes, scene.lanes.dropFirst()) { #expect(left.box.right < right.box.left) }
        let occupied = picture.layers.indices.filter { layer in picture.nodes.contains { $0.layer == layer } }
        #expect(scene.lanes.count == occupied.count)
        for node in scene.nodes {
            let lane = try #require(occupied.firstIndex(of: node.node.layer))
            #expect(contains(scene.lanes[lane].box, node.box))
        }
    }

    @Test(arguments: Pictures.all)
    func arrowsBeginAndEndAtTheirBoxes(_ named: Pictures.Named) throws {
        let scene = try InProcess.scene(of: named.picture).scene
        for arrow in scene.arrows {
            let start = try #require(arrow.points.first)
            #expect(scene.nodes[arrow.edge.from].box.inset(-2).contains(x: start.x.points, y: start.y.points))
            #expect(scene.nodes[arrow.edge.to].box.inset(-2).contains(x: arrow.tip.x.points, y: arrow.tip.y.points))
        }
    }

    @Test(arguments: Pictures.all)
    func arrowsLeadThroughNoOtherBox(_ named: Pictures.Named) throws {
        let scene = try InProcess.scene(of: named.picture).scene
        for arrow in scene.arrows {
            let trace = Trace(arrow.points)
            for (index, node) in scene.nodes.enumerated() where index != arrow.edge.from && index != arrow.edge.to {
                #expect(
                    !trace.meets(node.box.inset(2)),
                    "\(arrow.edge.label.prefix(20)) meets \(node.node.title.prefix(20))")
            }
        }
    }

    @Test(arguments: [Pictures.support(), Pictures.layered([3, 6, 7, 8, 9, 12]), Pictures.fans()])
    func picturesOfSixtyBoxesFitOnAPage(_ picture: Picture) throws {
        #expect(try InProcess.scene(of: picture).scene.width <= 1_660)
    }

    @Test func legendHoldsOnlyWhatOccurs() throws {
        let scene = try InProcess.scene(of: Pictures.single()).scene
        #expect(scene.legend.map(\.sample) == [.kind(.agent)])
    }

    @Test func arrowsToMissingBoxesAndUnknownLayersAreRepaired() throws {
        var picture = Pictures.single()
        picture.nodes[0].layer = 99
        picture.edges = [Edge(from: 0, to: 5, label: "", style: .used), Edge(from: -1, to: 0, label: "", style: .used)]
        let scene = try InProcess.scene(of: picture).scene
        #expect(scene.arrows.isEmpty)
        #expect(scene.lanes.map(\.title.text) == ["data"])
    }

    private func contains(_ outer: Box, _ inner: Box) -> Bool {
        outer.left <= inner.left + 0.01 && outer.top <= inner.top + 0.01 && inner.right <= outer.right + 0.01
            && inner.bottom <= outer.bottom + 0.01
    }
}
