/// The tables, in the order in which they are printed; a line a table.
enum TableList {
    static let all: [any ConformanceTable] = [
        SimulateCore(),
        SimulateConditions(),
        SimulateOperators(),
        SimulateElements(),
        SimulateOverlaps(),
        SimulateWildcards(),
        SimulatePublicBuckets(),
        UserGuide(),
        IAMLens(),
        IAMSpy(),
        KubernetesAuthorizer(),
        KubernetesCovers(),
        PathfindingTable(),
        PrivilegeEscalationTable(),
    ]
}
