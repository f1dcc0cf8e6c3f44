import OverreachModel
import Testing

@testable import OverreachDiagram

@Suite struct ColumnsTests {
    @Test(arguments: Pictures.all)
    func noArrowStaysWithinAColumn(_ named: Pictures.Named) {
        let picture = named.picture.repaired()
        let columns = Columns.assign(picture)
        for edge in picture.edges where edge.from != edge.to { #expect(columns[edge.from] != columns[edge.to]) }
    }

    @Test func arrowsInsideALayerGoToTheRightWhereThereIsNoCycle() {
        let columns = Columns.assign(chain(3))
        #expect(columns == [0, 1, 2])
    }

    @Test func boxAskedFirstStandsLeftInACycle() {
        var picture = chain(2)
        picture.edges.append(Edge(from: 1, to: 0, label: "", style: .used))
        #expect(Columns.assign(picture) == [0, 1])
    }

    @Test func longChainInsideALayerGoesBackInsteadOfRunningOffThePage() {
        let columns = Columns.assign(chain(12))
        #expect((columns.max() ?? 0) <= Columns.preferredDepth)
    }

    @Test func emptyLayersTakeNoColumn() {
        var picture = chain(1)
        picture.layers = [Picture.Layer("a"), Picture.Layer("b"), Picture.Layer("c")]
        picture.nodes.append(Node(kind: .dataStore, title: "d", layer: 2))
        #expect(Columns.assign(picture) == [0, 1])
    }

    @Test func chainOfTwentyThousandDoesNotOverflowTheStack() {
        #expect(Columns.assign(chain(20_000)).count == 20_000)
    }

    private func chain(_ count: Int) -> Picture {
        var picture = Pictures.empty()
        picture.layers = [Picture.Layer("agents")]
        picture.nodes = (0..<count).map { Node(kind: .agent, title: "a\($0)", layer: 0) }
        picture.edges = (0..<(count - 1)).map { Edge(from: $0, to: $0 + 1, label: "", style: .used) }
        return picture
    }
}
