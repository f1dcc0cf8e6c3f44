import OverreachModel
import OverreachTelemetry
import Testing

@Suite struct OrderTests {
    @Test(.enabled(if: !TestFiles.labs.isEmpty, "no recording"), arguments: TestFiles.labs.map(Lab.init))
    func shufflingAndDuplicatingRecordsChangesNothing(lab: Lab) throws {
        let (records, index) = (try lab.records(), try lab.index())
        let expected = Correlation.correlate(records: records, index: index).text

        for seed in 1...2 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let repeated = records + records.shuffled(using: &generator).prefix(records.count / 2)
            let shuffled = repeated.shuffled(using: &generator)
            #expect(Correlation.correlate(records: shuffled, index: index).text == expected)
        }
    }

    @Test func copiesOfARecordInSeveralFilesCountOnceWhicheverComesFirstAndNameNone() {
        let process = Sketch.Process("s", host: "h")
        let copies = ["b.pb", "a.pb", "c.pb"].map {
            Sketch.span(
                1, "tools/call t", .server, in: process, file: $0,
                ["mcp.method.name": "tools/call", "fastmcp.server.name": $0])
        }
        let texts = [[0, 1, 2], [2, 1, 0], [1, 2, 0]].map { order in
            Correlation.correlate(records: order.map { copies[$0] }, index: TableIndex())
        }

        #expect(Set(texts.map(\.text)).count == 1)
        #expect(texts.first?.activities.count == 1)
        #expect(texts.first?.activities.first?.evidence.map(\.file) == [""])
    }

    @Test func aCopyThatTellsMoreIsKeptThoughItComesLater() {
        let process = Sketch.Process("s", host: "h")
        let copies = [["mcp.method.name": "tools/call"], ["mcp.method.name": "tools/call", "gen_ai.tool.name": "t"]].map
        {
            Sketch.span(1, "call", .server, in: process, $0)
        }
        let other = Sketch.agent(2, "a", in: process)
        let expected = Correlation.correlate(records: [copies[1], other], index: TableIndex()).text
        for order in [copies, copies.reversed()] {
            var memory = CorrelationMemory()
            _ = Correlation.correlate(records: [order[0], other], index: TableIndex(), &memory)
            let grown = Correlation.correlate(records: [order[0], other, order[1]], index: TableIndex(), &memory)
            #expect(grown.text == expected)
        }
    }

    /// Small worlds with every kind of damage: missing parents, circles, rivals, shared keys.
    @Test(arguments: 1...30)
    func randomRecordsGiveTheSameInAnyOrder(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        var records: [RuntimeRecord] = []
        let processes = (0..<4).map {
            Sketch.Process("svc\($0 % 3)", host: "h\($0 % 2)", pid: 10 + $0, parentPID: 10 + ($0 + 1) % 4)
        }
        for id in 1...40 {
            let process = processes[Int.random(in: 0..<4, using: &generator)]
            let parent = Bool.random(using: &generator) ? Int.random(in: 1...45, using: &generator) : nil
            let trace = Int.random(in: 1...2, using: &generator)
            let request = "r\(Int.random(in: 1...6, using: &generator))"
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: records.append(Sketch.agent(id, under: parent, "a\(id % 3)", in: process, trace: trace))
            case 1: records.append(Sketch.toolClient(id, under: parent, "t", in: process, trace: trace))
            case 2:
                records.append(
                    Sketch.toolServer(
                        id, under: parent, "t", server: id % 2 == 0 ? "s" : nil, in: process, trace: trace))
            case 3:
                records.append(
                    Sketch.awsSpan(id, under: parent, "S3", "GetObject", request: request, in: process, trace: trace))
            case 4:
                records.append(
                    Sketch.span(id, under: parent, "x", .server, in: process, trace: trace, ["user.id": "u\(id % 3)"]))
            case 5:
                records.append(
                    Sketch.event(
                        "e\(id)", "sts", "AssumeRole",
                        by: .session(role: "r\(id % 3)", name: "x", key: "ASIA\(id % 4)"), request: request, at: id,
                        issued: "ASIA\((id + 1) % 4)", ["roleArn": Sketch.role("r\((id + 1) % 3)")]))
            default:
                records.append(
                    Sketch.event(
                        "e\(id)", "s3", "GetObject", by: .user("u", key: "AKIA\(id % 2)"), request: request, at: id,
                        account: id % 2 == 0 ? Sketch.account : "999900001111", ["bucketName": "b\(id % 2)"]))
            }
        }

        let expected = Correlation.correlate(records: records, index: TableIndex()).text
        for _ in 0..<3 {
            let shuffled = (records + records.prefix(10)).shuffled(using: &generator)
            #expect(Correlation.correlate(records: shuffled, index: TableIndex()).text == expected)
        }

        let arriving = (records + records.prefix(10)).shuffled(using: &generator)
        var memory = CorrelationMemory()
        var count = 0
        while count < arriving.count {
            count = min(count + Int.random(in: 1...9, using: &generator), arriving.count)
            let known = Array(arriving.prefix(count))
            let grown = Correlation.correlate(records: known, index: TableIndex(), &memory)
            #expect(grown.text == Correlation.correlate(records: known, index: TableIndex()).text)
        }
    }
}
