import OverreachModel
import Testing

/// The catalogue is whole: what one stage writes, another can read.
struct CatalogueTests {
    @Test func everyTypeAndKindIsFoundByItsName() {
        for type in Catalogue.nodeTypes { #expect(NodeType(name: type.name) == type) }
        for kind in Catalogue.edgeKinds { #expect(EdgeKind(name: kind.name) == kind) }
        #expect(NodeType(name: "NOBODY") == nil)
        #expect(EdgeKind(name: "NOTHING") == nil)
    }

    @Test func everySentenceEndsAndNamesBothEnds() {
        for kind in Catalogue.edgeKinds {
            #expect(kind.spec.summary.hasSuffix("."), "\(kind.name)")
            #expect(!kind.spec.from.isEmpty && !kind.spec.to.isEmpty, "\(kind.name)")
            #expect(!kind.spec.verb.isEmpty && (1...4).contains(kind.spec.cost), "\(kind.name)")
        }
        for type in Catalogue.nodeTypes { #expect(type.spec.summary.hasSuffix("."), "\(type.name)") }
    }

    /// Whoever reads or administers has what is in the target.
    ///
    /// The code of a workload is not its identity, so a workload is only given work or deleted.
    @Test func onlyWhatHoldsDataIsReadOrAdministered() {
        for kind in Catalogue.edgeKinds {
            guard case .access(let effect) = kind.spec.traversal else { continue }
            let mayBeWorkload = effect == .write || effect == .delete
            #expect(kind.spec.to == (mayBeWorkload ? [.dataStore, .workload] : [.dataStore]), "\(kind.name)")
        }
    }
}
