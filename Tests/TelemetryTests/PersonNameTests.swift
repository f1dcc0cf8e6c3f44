import OverreachModel
import OverreachTelemetry
import Testing

/// Which names are one person's.
@Suite struct PersonNameTests {
    private func people(_ records: [[String: String]]) -> Set<String> {
        let process = Sketch.Process("desk", host: "h")
        let spans = records.enumerated().map { index, attributes in
            Sketch.span(index + 1, "ask", .server, in: process, trace: index + 1, attributes)
        }
        let result = Correlation.correlate(records: spans, index: TableIndex())
        return Set(result.nodes.filter { $0.key.type == NodeType(AgentNode.person) }.map(\.key.id))
    }

    @Test func anIDAndAnAddressOnOneRecordAreOnePerson() {
        #expect(
            people([["user.id": "u-17", "user.email": "ann@example.com"], ["user.email": "ann@example.com"]]) == [
                "u-17"
            ])
        #expect(
            people([["enduser.id": "ann", "user.id": "u-17"], ["user.id": "u-17"]]) == ["ann"])
    }

    @Test func anIDThatSeveralAddressesShareIsNobodys() {
        #expect(
            people([
                ["user.id": "kiosk", "user.email": "ann@example.com"],
                ["user.id": "kiosk", "user.email": "bob@example.com"], ["user.email": "ann@example.com"],
            ]) == ["kiosk", "ann@example.com"])
    }

    @Test func anAddressThatStandsBesideTwoIDsStaysItself() {
        #expect(
            people([
                ["user.id": "u-1", "user.email": "ann@example.com"],
                ["user.id": "u-2", "user.email": "ann@example.com"],
                ["user.email": "ann@example.com"],
            ]) == ["u-1", "u-2", "ann@example.com"])
    }
}
