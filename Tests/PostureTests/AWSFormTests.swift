internal import OverreachModel
internal import Testing

@testable internal import OverreachPosture

@Suite struct AWSFormTests {
    @Test(arguments: AWSSample.all)
    func outputGivesItsFacts(sample: AWSSample) throws {
        let file = SourceFile(path: sample.path, bytes: Array(sample.text.utf8))
        let recognition = try #require(AWSSource().recognise(file))
        #expect(recognition.form == "aws " + sample.part.replacing("/", with: " "))
        let reading = AWSSource().read(file, in: AWSSample.context)
        #expect(reading.words == sample.facts)
        #expect(reading.rejections == [])
        #expect(reading.received > 0)
    }

    @Test func everyFormHasASample() {
        let shown = Set(AWSSample.all.map(\.part))
        #expect(AWSForm.all.map(\.part).filter { !shown.contains($0) } == [])
    }

    /// The list that a form hangs on must itself be read, or no run could ever end what is gone.
    @Test func everyListThatAFormHangsOnIsRead() {
        let parts = Set(AWSForm.all.map(\.part))
        for form in AWSForm.all {
            if case .one(let list) = form.extent { #expect(parts.contains(list), "\(form.part)") }
        }
    }

    @Test(arguments: AWSSample.all, ["\"NextToken\": \"t\"", "\"nextToken\": \"t\"", "\"IsTruncated\": true"])
    func aPageIsNeverTheWhole(sample: AWSSample, mark: String) {
        let text = "{\(mark), " + sample.text.dropFirst()
        let whole = read(text, path: sample.path, in: AWSSample.context)?.fragments.filter(\.isWhole) ?? []
        #expect(whole.map(\.scope.part) == [])
    }

    /// The same with pages in files of their own: only the first may be all there is.
    @Test(arguments: AWSSample.all.filter { $0.path.split(separator: "/").count == 2 })
    func aLaterPageIsNeverTheWhole(sample: AWSSample) throws {
        let path = sample.path.replacing(".json", with: "/page-2.json")
        let reading = try #require(read(sample.text, path: path, in: AWSSample.context))
        #expect(reading.fragments.filter(\.isWhole).map(\.scope.part) == [])
        #expect(
            reading.nodes.map(\.key) == read(sample.text, path: sample.path, in: AWSSample.context)?.nodes.map(\.key))
    }

    @Test(arguments: AWSSample.all)
    func whatHasNoARNIsRejectedWithItsLine(sample: AWSSample) throws {
        let text = sample.text.replacing("arn:aws:", with: "nra:aws:")
        guard text != sample.text, let reading = read(text, path: sample.path, in: AWSSample.context) else { return }
        // What is known by other than its ARN stands; no ARN that is none becomes a node.
        #expect(!reading.nodes.contains { $0.id.hasPrefix("nra:") })
        #expect(!reading.edges.contains { $0.to.id.hasPrefix("nra:") })
        #expect(reading.rejections.allSatisfy { ($0.line ?? 0) > 0 && !$0.reason.contains("nra:") })
        if reading.words.filter({ !$0.hasPrefix("in ") }).isEmpty { #expect(reading.rejections != []) }
    }

    /// Every value in turn replaced by one of another type: nothing traps, what is lost is counted.
    @Test(arguments: AWSSample.all)
    func valueOfAnotherTypeIsReadWithoutATrap(sample: AWSSample) {
        let bytes = Array(sample.text.utf8)
        for (start, end) in Self.strings(bytes) {
            for other in ["5", "{\"a\": 1}"] {
                let text = Array(bytes[..<start]) + Array(other.utf8) + Array(bytes[end...])
                guard let reading = read(text, path: sample.path, in: AWSSample.context) else { continue }
                #expect(reading.rejections.count <= reading.received)
                #expect(reading.rejections.allSatisfy { ($0.line ?? 1) > 0 })
            }
        }
    }

    /// The ranges of strings with their quotes.
    private static func strings(_ bytes: [UInt8]) -> [(Int, Int)] {
        var found: [(Int, Int)] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            let start = index
            index += 1
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            index = min(index + 1, bytes.count)
            found.append((start, index))
        }
        return found
    }

    @Test(arguments: AWSSample.all)
    func truncatedOutputIsNeverTakenForAWholeOne(sample: AWSSample) {
        let bytes = Array(sample.text.utf8)
        for end in stride(from: 0, to: bytes.count, by: 23) {
            #expect(read(Array(bytes[..<end]), path: sample.path, in: AWSSample.context) == nil, "\(end)")
        }
    }

    /// Wherever the content tells the operation, the layout may be another; it is never taken for another one.
    @Test(arguments: AWSSample.all)
    func anotherNameNeverMakesAnotherOperation(sample: AWSSample) {
        let file = SourceFile(path: "export/42.json", bytes: Array(sample.text.utf8))
        guard let recognition = AWSSource().recognise(file) else { return }
        let form = "aws " + sample.part.replacing("/", with: " ")
        // The same members: a list of all accounts or policies, until the path names whose they are.
        let alike = [
            "aws organizations list-accounts-for-parent": "aws organizations list-accounts",
            "aws organizations list-policies-for-target": "aws organizations list-policies",
        ]
        #expect(recognition.form == alike[form] ?? form)
    }
}
