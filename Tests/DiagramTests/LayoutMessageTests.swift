import Testing

@testable import OverreachDiagram

@Suite struct LayoutMessageTests {
    static let request = LayoutRequest(
        nodeSeparation: Length(20), columnSeparation: Length(40),
        nodes: [
            LayoutRequest.Node(width: Length(100), height: Length(30), column: 0),
            LayoutRequest.Node(width: Length(80.5), height: Length(45.25), column: 1),
        ],
        edges: [LayoutRequest.Edge(from: 0, to: 1, labelWidth: Length(40), labelHeight: Length(16))])

    @Test func requestSurvivesTheWay() {
        #expect(LayoutRequest(bytes: Self.request.bytes) == Self.request)
    }

    @Test func responseSurvivesTheWay() throws {
        let response = try InProcess.layOut(Self.request)
        #expect(LayoutResponse(bytes: response.bytes, to: Self.request) == response)
    }

    @Test func truncatedMessagesAreRefused() throws {
        let (request, response) = (Self.request.bytes, try InProcess.layOut(Self.request).bytes)
        for length in 0..<request.count { #expect(LayoutRequest(bytes: Array(request.prefix(length))) == nil) }
        for length in 0..<response.count {
            #expect(LayoutResponse(bytes: Array(response.prefix(length)), to: Self.request) == nil)
        }
        #expect(LayoutRequest(bytes: request + [0]) == nil)
        #expect(LayoutResponse(bytes: response + [0], to: Self.request) == nil)
    }

    @Test func changedBytesNeverTrapAndNeverNameWhatIsNotThere() throws {
        let (request, response) = (Self.request.bytes, try InProcess.layOut(Self.request).bytes)
        for byte in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
            for index in request.indices {
                var bytes = request
                bytes[index] = byte
                guard let read = LayoutRequest(bytes: bytes) else { continue }
                for edge in read.edges {
                    #expect(read.nodes.indices.contains(edge.from) && read.nodes.indices.contains(edge.to))
                }
            }
            for index in response.indices {
                var bytes = response
                bytes[index] = byte
                if let read = LayoutResponse(bytes: bytes, to: Self.request) { #expect(read.nodes.count == 2) }
            }
        }
    }

    @Test func framesWithAnUnknownKindOrALengthBeyondTheLimitAreRefused() {
        #expect(Frame.header([0, 0, 0, 4, 1])?.length == 4)
        #expect(Frame.header([0, 0, 0, 4, 9]) == nil)
        #expect(Frame.header([0x7F, 0xFF, 0xFF, 0xFF, 1]) == nil)
        #expect(Frame.header([0xFF, 0xFF, 0xFF, 0xFF, 1]) == nil)
        #expect(Frame.header([0, 0, 0]) == nil)
    }

    @Test(arguments: [
        (1.005, "1"), (-0.004, "0"), (12.345, "12.35"), (-7.5, "-7.5"), (3.05, "3.05"), (.nan, "0"), (1e300, "720000"),
    ])
    func numbersAreWrittenToTheHundredth(_ number: Double, _ text: String) {
        #expect(PathData.number(number) == text)
    }

    @Test func sameRequestIsTheSameLayout() throws {
        #expect(try InProcess.layOut(Self.request) == InProcess.layOut(Self.request))
    }
}
