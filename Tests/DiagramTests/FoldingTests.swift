import OverreachModel
import Testing

@testable import OverreachDiagram

@Suite struct FoldingTests {
    @Test func pictureThatIsSmallEnoughStaysAsItIs() {
        let folded = Folding.fold(Pictures.support())
        #expect(folded.nodes.map(\.title) == Pictures.support().nodes.map(\.title))
        #expect(folded.edges.map(\.label) == Pictures.support().edges.map(\.label))
        #expect(folded.notes == Pictures.support().notes)
    }

    @Test func leavesOfAFanBecomeOneBoxNamedAfterTheirType() throws {
        let folded = Folding.fold(Pictures.fans())
        #expect(folded.nodes.filter { $0.title == "40 S3 buckets" }.count == 2)
        #expect(folded.nodes.filter { $0.title == "20 S3 buckets" && $0.sensitivity == .low }.count == 2)
        #expect(folded.nodes.contains { $0.title == "52 identities" })
        let pile = try #require(folded.nodes.first { $0.title == "40 S3 buckets" })
        #expect(pile.count == 40)
        #expect(pile.tooltip.hasSuffix("and 35 more"))
        #expect(
            folded.notes.last
                == "Folded: 120 S3 buckets into 4 boxes, 65 identities into 2 boxes (same arrows, layer and sensitivity)."
        )
    }

    @Test func labelsOfFoldedArrowsAreSummed() throws {
        let folded = Folding.fold(Pictures.fans())
        let pile = try #require(folded.nodes.firstIndex { $0.title == "40 S3 buckets" })
        #expect(folded.edges.filter { $0.to == pile }.map(\.label) == ["Logs · read · 80×"])
    }

    @Test func highlySensitiveBoxesKeepTheirNamesWhileOthersCanFold() {
        let folded = Folding.fold(Pictures.fans())
        for title in ["acme-datalake", "acme-billing", "secret prod/db"] {
            #expect(folded.nodes.contains { $0.title == title })
        }
    }

    @Test func boxThatWasAskedAboutNeverFolds() {
        var picture = star(of: 80)
        picture.nodes[5].emphasis = .focus
        let folded = Folding.fold(picture)
        #expect(folded.nodes.filter { $0.emphasis == .focus }.map(\.title) == ["leaf 4"])
        #expect(folded.nodes.count == 3)
    }

    @Test func equalChainsFoldFromTheLeavesInwards() {
        var picture = star(of: 0)
        for number in 0..<40 {
            picture.nodes.append(Node(kind: .identity, title: "role \(number)", layer: 0))
            picture.nodes.append(Node(kind: .dataStore, title: "only \(number)", layer: 1))
            let (role, store) = (picture.nodes.count - 2, picture.nodes.count - 1)
            picture.edges.append(Edge(from: 0, to: role, label: "", style: .could))
            picture.edges.append(Edge(from: role, to: store, label: "", style: .could))
        }
        #expect(Folding.fold(picture).nodes.count <= Folding.limit)
    }

    @Test func whatCannotFoldIsLeftOutBesidesTheMostTelling() throws {
        var picture = star(of: 0)
        for number in 0..<200 {
            let isHigh = number == 150
            let before = picture.nodes.count - 1
            picture.nodes.append(
                Node(kind: .dataStore, title: "n\(number)", layer: number % 2, sensitivity: isHigh ? .high : .none))
            picture.edges.append(
                Edge(from: number == 150 ? 0 : before, to: before + 1, label: "\(number)", style: .could))
        }
        let folded = Folding.fold(picture)
        #expect(folded.nodes.count <= Folding.limit)
        #expect(folded.nodes.contains { $0.title == "n150" })
        #expect(folded.nodes[0].title == "hub")
        #expect(try #require(folded.notes.last).hasPrefix("Left out: "))
        for edge in folded.edges {
            #expect(folded.nodes.indices.contains(edge.from) && folded.nodes.indices.contains(edge.to))
        }
    }

    @Test func arrowsBeyondTheLimitAreLeftOutTheUsedOnesLast() {
        var picture = star(of: 30)
        for from in 1...30 {
            for to in 1...30 where from != to {
                picture.edges.append(Edge(from: from, to: to, label: "", style: .could))
            }
        }
        picture.edges.append(Edge(from: 3, to: 4, label: "kept", style: .used))
        let folded = Folding.fold(picture)
        #expect(folded.edges.count == Folding.limit * Folding.arrowsPerBox)
        #expect(folded.edges.contains { $0.label == "kept" })
        #expect(folded.notes.contains { $0.contains("arrows") })
    }

    @Test func twentyThousandBoxesFold() {
        let folded = Folding.fold(star(of: 20_000))
        #expect(folded.nodes.map(\.title) == ["hub", "20000 S3 buckets"])
    }

    @Test func namesThatDifferOnlyInNormalisationAreNotMixedUp() {
        var picture = star(of: 70)
        for index in 1...70 { picture.nodes[index].detail = index % 2 == 0 ? "caf\u{E9}" : "cafe\u{301}" }
        #expect(Folding.fold(picture).nodes.map(\.title) == ["hub", "35 data stores", "35 data stores"])
    }

    @Test(arguments: [
        (["a · 3×", "a · 4×"], "a · 7×"), (["Lake · read · 3×", "Logs · read · 4×"], "read · 7×"), (["x", "x"], "x"),
        (["x", "y"], "various"), (["a · 3×", "a"], "a"), (["", ""], ""),
        (["a · 9223372036854775807×", "a · 1×"], "a · 9223372036854775807×"), (["a · -3×", "a · -3×"], "a · -3×"),
        (["only"], "only"),
    ])
    func labelsAddUp(_ labels: [String], _ sum: String) {
        #expect(Label.sum(of: labels) == sum)
    }

    @Test(arguments: [
        ("bucket", "buckets"), ("identity", "identities"), ("person", "people"), ("key", "keys"),
        ("access", "accesses"),
        ("KMS key", "KMS keys"), ("policy", "policies"),
    ])
    func pluralsAreEnglish(_ word: String, _ plural: String) {
        #expect(Plural.of(word) == plural)
    }

    private func star(of leaves: Int) -> Picture {
        var picture = Pictures.empty()
        picture.layers = [Picture.Layer("identities"), Picture.Layer("data")]
        picture.nodes = [Node(kind: .identity, title: "hub", layer: 0)]
        for leaf in 0..<leaves {
            picture.nodes.append(Node(kind: .dataStore, title: "leaf \(leaf)", detail: "S3 bucket", layer: 1))
            picture.edges.append(Edge(from: 0, to: leaf + 1, label: "read · 1×", style: .could))
        }
        return picture
    }
}
