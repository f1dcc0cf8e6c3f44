import Foundation
import OverreachModel
import Testing

@testable import OverreachDiagram

/// What the client does when the program behind it misbehaves.
@Suite struct LayoutClientTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        let code: DiagramError.Code
    }

    static let faults = [
        Fault(testDescription: "sleeps", script: "sleep 60", code: .deadline),
        Fault(
            testDescription: "ignores TERM", script: "trap '' TERM HUP INT; while :; do sleep 1; done", code: .deadline),
        Fault(
            testDescription: "leaves a child that holds the socket", script: "sleep 60 & exec sleep 60", code: .deadline
        ),
        Fault(testDescription: "exits at once", script: "exit 3", code: .workerDied),
        Fault(testDescription: "kills itself", script: "kill -KILL $$", code: .workerDied),
        Fault(testDescription: "answers with text", script: "echo hello, this is no frame; sleep 60", code: .badAnswer),
        Fault(testDescription: "writes without end", script: "yes", code: .badAnswer),
        Fault(
            testDescription: "announces more than the limit", script: "printf '\\377\\377\\377\\377\\200'; sleep 60",
            code: .badAnswer),
        Fault(
            testDescription: "stops in the middle", script: "printf '\\000\\000\\000\\144\\200abc'", code: .workerDied),
        Fault(
            testDescription: "stalls in the middle", script: "printf '\\000\\000\\000\\144\\200abc'; sleep 60",
            code: .deadline),
        Fault(
            testDescription: "answers another question", script: "printf '\\000\\000\\000\\004\\200abcd'; sleep 60",
            code: .badAnswer),
        Fault(
            testDescription: "refuses without a reason", script: "printf '\\000\\000\\000\\000\\201'; sleep 60",
            code: .badAnswer),
    ]

    @Test(arguments: faults)
    func faultBecomesAClearErrorBeforeLong(_ fault: Fault) {
        let client = LayoutClient(executable: ["/bin/sh", "-c", fault.script], deadline: 0.5)
        let start = ContinuousClock.now
        let error = #expect(throws: DiagramError.self) { try DiagramRenderer(client).svg(Pictures.support()) }
        #expect(error?.code == fault.code)
        #expect(error?.message.isEmpty == false)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func largeRequestToAProgramThatDoesNotReadEndsAtTheDeadline() {
        let client = LayoutClient(executable: ["/bin/sh", "-c", "sleep 60"], deadline: 0.5)
        let error = #expect(throws: DiagramError.self) { try client.pdf([UInt8](repeating: 32, count: 8 << 20)) }
        #expect(error?.code == .deadline)
    }

    @Test func largeRequestToAProgramThatDiesRaisesNoSignal() {
        let client = LayoutClient(executable: ["/bin/sh", "-c", "exec 0<&-; exit 0"], deadline: 5)
        let error = #expect(throws: DiagramError.self) { try client.pdf([UInt8](repeating: 32, count: 8 << 20)) }
        #expect(error?.code == .workerDied)
    }

    @Test(arguments: [["/nonexistent/overreach"], ["/etc/passwd"], []])
    func programThatCannotStartIsNamedAsSuch(_ executable: [String]) {
        let error = #expect(throws: DiagramError.self) {
            try DiagramRenderer(LayoutClient(executable: executable, deadline: 5)).svg(Pictures.support())
        }
        #expect(error?.code == .workerDied)
    }

    @Test func workerAndItsChildrenAreGoneAndReapedWhenItIsLetGo() throws {
        // An empty answer says that the child of the worker runs.
        let script = "sleep 60 & printf '\\000\\000\\000\\000\\200'; sleep 60"
        var process: WorkerProcess? = try WorkerProcess(executable: ["/bin/sh", "-c", script])
        _ = try process?.answer(to: Frame(.pdf, []), before: Deadline(seconds: 20))
        let pid = try #require(process?.pid)
        #expect(kill(pid, 0) == 0)
        process = nil
        #expect(kill(pid, 0) == -1, "a zombie would still answer")
        let isGroupGone = (0..<1000).contains { _ in
            usleep(10_000)
            return kill(-pid, 0) == -1
        }
        #expect(isGroupGone)
    }

    @Test func tooManyBoxesAreRefusedBeforeAnythingStarts() {
        let node = LayoutRequest.Node(width: Length(10), height: Length(10), column: 0)
        let request = LayoutRequest(
            nodeSeparation: Length(1), columnSeparation: Length(1), nodes: Array(repeating: node, count: 401), edges: []
        )
        let error = #expect(throws: DiagramError.self) {
            try LayoutClient(executable: ["/nonexistent"], deadline: 1).layOut(request)
        }
        #expect(error?.code == .tooLarge)
    }
}

/// The program under test, if it is at hand.
enum Program {
    static let path: String? = {
        if let path = ProcessInfo.processInfo.environment["OVERREACH_BINARY"] { return path }
        let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "overreach").path(percentEncoded: false)
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : nil
    }()
}

/// The real worker, where the program is at hand.
@Suite(.enabled(if: Program.path != nil, "no overreach binary beside the tests and OVERREACH_BINARY is not set"))
struct LayoutWorkerTests {
    private func client(deadline: Double = 20) -> LayoutClient {
        LayoutClient(executable: [Program.path ?? "", "layout-worker"], deadline: deadline)
    }

    @Test(arguments: Pictures.all)
    func workerLaysOutAsTheProcessItselfWould(_ named: Pictures.Named) throws {
        #expect(try DiagramRenderer(client()).svg(named.picture) == InProcess.svg(of: named.picture))
    }

    @Test func pngHasTheSizeOfTheSVGTimesTheScaleAndIsTheSameEachTime() throws {
        let renderer = DiagramRenderer(client())
        let picture = Pictures.support()
        let png = try renderer.png(picture, scale: 2)
        #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        let scene = try InProcess.scene(of: picture).scene
        let width = png[16..<20].reduce(0) { $0 << 8 | Int($1) }
        #expect(width == Int(scene.width * 2))
        #expect(try renderer.png(picture, scale: 2) == png)
    }

    @Test func pdfIsOneAndTheSameEachTime() throws {
        let renderer = DiagramRenderer(client())
        let pdf = try renderer.pdf(Pictures.support())
        #expect(pdf.starts(with: Array("%PDF-".utf8)))
        #expect(try renderer.pdf(Pictures.support()) == pdf)
    }

    @Test(arguments: [0, -1, 500, .nan])
    func pictureOfTooManyPixelsIsRefusedAndTheWorkerLivesOn(_ scale: Double) throws {
        let renderer = DiagramRenderer(client())
        let error = #expect(throws: DiagramError.self) { try renderer.png(Pictures.support(), scale: scale) }
        #expect(error?.code == .tooLarge)
        #expect(try !renderer.svg(Pictures.single()).isEmpty)
    }

    @Test func brokenSVGIsRefused() {
        for svg in ["", "no markup", "<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"] {
            let error = #expect(throws: DiagramError.self) { try client().pdf(Array(svg.utf8)) }
            #expect(error?.code == .badAnswer || error?.code == .tooLarge)
        }
    }

    @Test func layoutThatTakesTooLongIsCutOffAtTheDeadline() throws {
        var sequence = Pictures.Sequence()
        let nodes = (0..<400).map { LayoutRequest.Node(width: Length(60), height: Length(30), column: $0 % 20) }
        let edges = (0..<1_200).map { _ in
            LayoutRequest.Edge(
                from: sequence.next(400), to: sequence.next(400), labelWidth: Length(40), labelHeight: Length(12))
        }
        let request = LayoutRequest(
            nodeSeparation: Length(20), columnSeparation: Length(40), nodes: nodes, edges: edges)
        let client = client(deadline: 0.4)
        let start = ContinuousClock.now
        let error = #expect(throws: DiagramError.self) { try client.layOut(request) }
        #expect(error?.code == .deadline)
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func workerRunsConfined() throws {
        let process = try WorkerProcess(executable: [Program.path ?? "", "layout-worker"])
        let request = LayoutMessageTests.request
        _ = try process.answer(to: Frame(.layout, request.bytes), before: Deadline(seconds: 20))
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.pid)/fd")
        let open = files.compactMap(Int.init).filter { $0 > 2 }.map {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process.pid)/fd/\($0)")) ?? ""
        }
        #expect(open.isEmpty, "\(open)")
        let environment = try String(contentsOfFile: "/proc/\(process.pid)/environ", encoding: .utf8)
        #expect(environment.split(separator: "\0") == ["SERVER_NAME=overreach", "SWIFT_BACKTRACE=enable=no"])
        let limits = try String(contentsOfFile: "/proc/\(process.pid)/limits", encoding: .utf8)
        #expect(
            limits.split(separator: "\n").contains { $0.hasPrefix("Max address space") && $0.contains(" 2147483648 ") })
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process.pid)/cwd") == "/")
    }

    @Test func deadWorkerIsReplacedByAFreshOne() throws {
        let process = try WorkerProcess(executable: [Program.path ?? "", "layout-worker"])
        let frame = Frame(.layout, LayoutMessageTests.request.bytes)
        _ = try process.answer(to: frame, before: Deadline(seconds: 20))
        #expect(kill(process.pid, SIGKILL) == 0)
        let error = #expect(throws: DiagramError.self) { try process.answer(to: frame, before: Deadline(seconds: 20)) }
        #expect(error?.code == .workerDied)
    }

    @Test func malformedRequestIsRefusedAndTheWorkerLivesOn() throws {
        let process = try WorkerProcess(executable: [Program.path ?? "", "layout-worker"])
        let refusal = try process.answer(to: Frame(.layout, [1, 2, 3]), before: Deadline(seconds: 20))
        #expect(refusal.kind == .refusal)
        let answer = try process.answer(
            to: Frame(.layout, LayoutMessageTests.request.bytes), before: Deadline(seconds: 20))
        #expect(answer.kind == .answer)
    }
}
