internal import OverreachWire
internal import Testing

@Suite struct JSONRecordsTests {
    private func read(_ text: String, _ shape: JSONRecords.Shape) -> [String] {
        var rows: [String] = []
        JSONRecords.forEach(in: Array(text.utf8), shape: shape) { record, index in
            switch record {
            case .success(let value): rows.append("\(index) line \(value.line): \(compact(value))")
            case .failure(let error): rows.append("\(index) line \(error.line): \(error.code) \(error.pointer)")
            }
        }
        return rows
    }

    @Test(
        arguments: [
            ("", nil), ("   \n", nil), ("kind: Policy\n", nil), ("# text\n{\n", nil), ("[", .topLevelArray),
            (" [1]", .topLevelArray), ("\u{FEFF}[]", .topLevelArray), ("{\"Records\":[", .member("Records")),
            ("{\"a\":{\"Records\":[]},\"Records\":[1", .member("Records")), ("{\n \"items\" : [ {", .member("items")),
            ("{\"Records\":{}}", .lines), ("{\"a\":1}", .lines), ("{}", .lines), ("{\"a\":1}\n", .lines),
            ("{\n\"a\":1}", .single), ("{\"a\":1}\n\n {\"a\":2}", .lines),
            ("{\"Records\":[1]}\n{\"Records\":[2]}", .lines),
            ("{\"a\":\n{\"b\":{}}}", .single), ("{\"a\":\n", .single), ("{\"a\":\n{\"b\":1}\n", .lines),
            ("{\"a\"", .single), ("Name\":1}\n{\"a\":1}\n", .lines), ("garbage\n{\"a\":", nil), ("null", .single),
            ("12\n", .single), ("\"x\"", .single), ("1\n2", nil), ("{\"A\":{},\"A\":{}}", .lines),
        ] as [(String, JSONRecords.Shape?)])
    func shapeFollowsTheContent(_ text: String, _ shape: JSONRecords.Shape?) {
        #expect(JSONRecords.shape(of: Array(text.utf8), members: ["Records", "items"]) == shape)
    }

    @Test func oneBadLineDoesNotHideTheOthers() {
        let text = "\u{FEFF}{\"a\":1}\r\n\n  \n{\"a\":[1,}\n{\"a\":3} x\n{\"a\":\"\\ud800\"}\n{\"a\":5}"
        #expect(
            read(text, .lines) == [
                "0 line 1: {\"a\":1}", "1 line 4: syntax /a/1", "2 line 5: syntax ", "3 line 6: encoding /a",
                "4 line 7: {\"a\":5}",
            ])
    }

    @Test func elementsOfAnArrayKeepTheirPlace() {
        #expect(
            read("[\n{\"a\":1},\n\n[2],3]\n", .topLevelArray) == [
                "0 line 2: {\"a\":1}", "1 line 4: [2]", "2 line 4: 3",
            ])
        #expect(read(" [ ] ", .topLevelArray) == [])
    }

    @Test func nothingBehindADamagedElementIsTrusted() {
        #expect(
            read("[1,{\"a\":[0,x]},3]", .topLevelArray) == ["0 line 1: 1", "1 line 1: syntax /1/a/1"])
        #expect(read("[1,2", .topLevelArray) == ["0 line 1: 1", "1 line 1: 2", "2 line 1: truncated "])
        #expect(read("[1] 2", .topLevelArray) == ["0 line 1: 1", "1 line 1: syntax "])
        #expect(read("[1,]", .topLevelArray) == ["0 line 1: 1", "1 line 1: syntax /1"])
        #expect(read("{}", .topLevelArray) == ["0 line 1: syntax "])
    }

    @Test func otherMembersAreCheckedAndDropped() {
        let shape = JSONRecords.Shape.member("Records")
        #expect(
            read("{\"v\":{\"Records\":[9]},\n\"Records\":[1,2],\"w\":[{}]}", shape) == ["0 line 2: 1", "1 line 2: 2"])
        #expect(read("{\"Records\":[]}", shape) == [])
        #expect(read("{\"v\":[1,],\"Records\":[1]}", shape) == ["0 line 1: syntax /v/1"])
        #expect(read("{\"Records\":[1],\"v\":tru}", shape) == ["0 line 1: 1", "1 line 1: syntax /v"])
        #expect(
            read("{\"Records\":[1],\"v\":{\"a\":1,\"a\":2}}", shape) == ["0 line 1: 1", "1 line 1: duplicateKey /v/a"])
        #expect(read("{\"Records\":[1],\"Records\":[2]}", shape) == ["0 line 1: 1", "1 line 1: duplicateKey /Records"])
        #expect(read("{\"Records\":[{\"a\":x}]}", shape) == ["0 line 1: syntax /Records/0/a"])
        #expect(read("{\"Records\":[1],}", shape) == ["0 line 1: 1", "1 line 1: syntax "])
        #expect(read("{\"Records\":[1]} {}", shape) == ["0 line 1: 1", "1 line 1: syntax "])
        #expect(read("{\"Records\":7}", shape) == ["0 line 1: syntax "])
        #expect(read("{}", shape) == ["0 line 1: syntax "])
        #expect(read("{\"a\":1}", shape) == ["0 line 1: syntax "])
    }

    @Test func oneTextIsOneRecord() {
        #expect(read("{\n\"a\":1}\n", .single) == ["0 line 1: {\"a\":1}"])
        #expect(read("{} {}", .single) == ["0 line 1: syntax "])
        #expect(read("", .single) == ["0 line 1: truncated "])
        #expect(read("", .lines) == [])
    }

    @Test func theCallersErrorEndsTheReading() {
        struct Stop: Error {}
        var seen = 0
        #expect(throws: Stop.self) {
            try JSONRecords.forEach(in: Array("1\n2\n3".utf8), shape: .lines) { _, _ in
                seen += 1
                if seen == 2 { throw Stop() }
            }
        }
        #expect(seen == 2)
    }

    @Test func everyShapeGivesTheSameRecords() {
        let records = (0..<50).map { "{\"n\":\($0),\"s\":\"\\u00e9\($0)\"}" }
        let texts: [(String, JSONRecords.Shape)] = [
            (records.joined(separator: "\n"), .lines), ("[\(records.joined(separator: ","))]", .topLevelArray),
            ("{\"Records\":[\(records.joined(separator: ","))]}", .member("Records")),
        ]
        for (text, shape) in texts {
            var seen: [Int64?] = []
            JSONRecords.forEach(in: Array(text.utf8), shape: shape) { record, _ in
                seen.append(try? record.get()["n"]?.int)
            }
            #expect(seen == (0..<50).map(Int64.init))
            #expect(JSONRecords.shape(of: Array(text.utf8), members: ["Records"]) == shape)
        }
    }
}
