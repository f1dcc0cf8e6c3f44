internal import Synchronization

/// Talks to a layout worker: starts it when first needed, keeps it, and kills it at the deadline.
///
/// One request at a time, others wait; a call blocks its thread, so call it from an executor that may block.
public final class LayoutClient: Sendable {
    private let executable: [String]
    private let deadline: Double
    private let worker = Mutex(Slot())

    /// Safe: a worker is only reached through the mutex.
    private struct Slot: ~Copyable {
        var process: WorkerProcess?
    }

    /// Makes a client of the program at `executable[0]` (a path, no search) with the arguments after it.
    ///
    /// `deadline` is in seconds and holds for each request, the start of the worker included.
    public init(executable: [String], deadline: Double = 10) {
        self.executable = executable
        self.deadline = deadline
    }

    /// Where everything stands.
    func layOut(_ request: LayoutRequest) throws(DiagramError) -> LayoutResponse {
        guard request.nodes.count <= LayoutRequest.maximumNodes, request.edges.count <= LayoutRequest.maximumEdges
        else {
            throw DiagramError(
                .tooLarge,
                "\(request.nodes.count) boxes and \(request.edges.count) arrows are more than the"
                    + " \(LayoutRequest.maximumNodes) and \(LayoutRequest.maximumEdges) that are laid out")
        }
        let body = try answer(to: Frame(.layout, request.bytes))
        guard let response = LayoutResponse(bytes: body, to: request) else {
            throw DiagramError(.badAnswer, "the layout worker's answer does not fit the picture")
        }
        return response
    }

    /// The SVG as PNG, `scale` pixels a point.
    func png(_ svg: [UInt8], scale: Double) throws(DiagramError) -> [UInt8] {
        var body = ByteWriter()
        body.append(Length(scale))
        return try answer(to: Frame(.png, body.bytes + svg))
    }

    /// The SVG as PDF.
    func pdf(_ svg: [UInt8]) throws(DiagramError) -> [UInt8] { try answer(to: Frame(.pdf, svg)) }

    private func answer(to request: Frame) throws(DiagramError) -> [UInt8] {
        let result = worker.withLock { slot -> Result<Frame, DiagramError> in
            let end = Deadline(seconds: deadline)
            do throws(DiagramError) {
                return .success(try exchange(request, &slot, end))
            } catch {
                slot.process = nil
                return .failure(error)
            }
        }
        let frame = try result.get()
        guard frame.kind == .refusal else { return frame.body }
        throw LayoutClient.refusal(frame.body)
    }

    private func exchange(_ request: Frame, _ slot: inout Slot, _ end: Deadline) throws(DiagramError) -> Frame {
        if let process = slot.process, process.requests < LayoutWorker.requestsPerProcess {
            do throws(DiagramError) { return try process.answer(to: request, before: end) } catch {
                // A kept worker may have died since; a fresh one gets the request once.
                guard error.code == .workerDied else { throw error }
            }
        }
        slot.process = nil
        let process = try WorkerProcess(executable: executable)
        slot.process = process
        return try process.answer(to: request, before: end)
    }

    private static func refusal(_ body: [UInt8]) -> DiagramError {
        let lines = String(decoding: body.prefix(600), as: UTF8.self).split(separator: "\n", maxSplits: 1)
        guard lines.count == 2, let code = DiagramError.Code(rawValue: String(lines[0])) else {
            return DiagramError(.badAnswer, "the layout worker refused without a reason")
        }
        return DiagramError(code, DisplayText.visible(String(lines[1])))
    }
}
