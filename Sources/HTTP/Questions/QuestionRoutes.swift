internal import HTTPTypes
internal import Hummingbird
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachModel
internal import OverreachWire

/// `GET` and `POST /api/v1/<command>` for every question of the command line.
struct QuestionRoutes: Sendable {
    let questions: [ServedQuestion]
    let service: any LiveService
    let storePath: String
    let house: House
    let drawing: Drawing
    let threads: WorkThreads
    let bodies: BodyReader
    let spool: Spool
    let limits: ServiceLimits
    let metrics: Metrics

    var routes: [Route] {
        questions.flatMap { question in
            [Route.Method.get, .post].map { method in
                Route(method, question.path, scope: .read) { exchange throws(Refusal) in
                    try await answer(question, to: exchange, method)
                }
            }
        }
    }

    /// A form of the answer.
    private enum Form { case json, diagram(DiagramForm) }

    /// The media type of each form of a diagram.
    static let diagrams: [(form: DiagramForm, type: String)] = [
        (.svg, "image/svg+xml"), (.png, "image/png"), (.pdf, "application/pdf"), (.dot, "text/vnd.graphviz"),
    ]

    private func answer(
        _ question: ServedQuestion, to exchange: Exchange, _ method: Route.Method
    ) async throws(Refusal) -> Reply {
        var offers: [(type: String, offer: Form)] = [(MediaType.json.name, .json)]
        if question.picture != nil {
            offers += QuestionRoutes.diagrams.map { ($0.type, Form.diagram($0.form)) }
        }
        guard let form = MediaType.preferred(accept: exchange.request.headers[.accept], among: offers) else {
            throw Refusal(.notAcceptable, "the answer comes as \(offers.map(\.type).joined(separator: ", "))")
        }
        let body = method == .post ? try await body(of: exchange.request) : nil
        let told = try QuestionArguments(exchange.query(), body: body, for: question.parameters, spool: spool)

        let current = service.current
        let graphs = ServedGraphs(
            current: current, storePath: storePath, house: house, askedAt: WallClock.now)
        let (drawing, metrics) = (drawing, metrics)
        var reply = try await threads.run { () throws(Refusal) -> Reply in
            let start = ContinuousClock.now
            defer { metrics.asked(question.command, seconds: (ContinuousClock.now - start).seconds) }
            do throws(Refusal) {
                switch form {
                case .json:
                    return Reply(type: .json, body: try question.answer(told.arguments, graphs))
                case .diagram(let form):
                    guard let picture = try question.picture?(told.arguments, graphs) else {
                        throw Refusal(.notAcceptable, "the answer has no picture")
                    }
                    return try QuestionRoutes.draw(picture, as: form, with: drawing, metrics)
                }
            } catch {
                throw told.withoutPlaces(error, storePath: graphs.storePath)
            }
        }
        reply.headers += [("Vary", "Accept"), ("Overreach-Graph-Age", "\(current.age)")]
        return reply
    }

    private static func draw(
        _ picture: Picture, as form: DiagramForm, with drawing: Drawing, _ metrics: Metrics
    ) throws(Refusal) -> Reply {
        let type = diagrams.first { $0.form == form }?.type ?? MediaType.json.name
        do {
            let bytes = try drawing.render(picture, as: form)
            metrics.laidOut(isKilled: false)
            return Reply(type: MediaType(header: type), body: bytes)
        } catch {
            let isGivenUp = Drawing.isGivenUp(error)
            metrics.laidOut(isKilled: isGivenUp)
            if isGivenUp {
                throw Refusal(.invalidQuestion, "the picture takes too long to lay out; ask for less, or for JSON")
            }
            throw Refusal(.failed, "the picture cannot be drawn: \(error)")
        }
    }

    private func body(of request: Request) async throws(Refusal) -> JSONValue? {
        let body = try await bodies.bytes(of: request, limit: limits.questionBytes)
        guard !body.bytes.isEmpty else { return nil }
        guard MediaType(header: request.headers[.contentType] ?? "") == .json else {
            throw Refusal(.unsupportedType, "this Content-Type is not read, expected \(MediaType.json.name)")
        }
        do {
            return try JSONValue.parse(body.bytes)
        } catch {
            throw Refusal(.badRequest, "the body is no JSON: \(error)")
        }
    }
}
