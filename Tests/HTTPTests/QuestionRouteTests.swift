import Foundation
import HTTPTypes
import OverreachEngine
import OverreachModel
import OverreachWire
import Synchronization
import Testing

@testable import OverreachHTTP

/// How a request becomes the arguments of a command, and an answer a response.
struct QuestionRouteTests {
    /// What a command says of itself, with each kind of argument.
    private static let help = """
        {"command": {"arguments": [
          {"kind": "positional", "valueName": "node", "isOptional": false, "isRepeating": false, "abstract": "A key."},
          {"kind": "positional", "valueName": "to", "isOptional": true, "isRepeating": false},
          {"kind": "option", "preferredName": {"kind": "long", "name": "limit"}, "valueName": "limit",
           "isOptional": true, "isRepeating": false, "defaultValue": "5"},
          {"kind": "option", "preferredName": {"kind": "long", "name": "assume"}, "valueName": "assumption",
           "isOptional": true, "isRepeating": true},
          {"kind": "option", "preferredName": {"kind": "long", "name": "grant"},
           "valueName": "principal action resource", "isOptional": true, "isRepeating": true},
          {"kind": "option", "preferredName": {"kind": "long", "name": "attach-policy"}, "valueName": "principal file",
           "isOptional": true, "isRepeating": true},
          {"kind": "flag", "preferredName": {"kind": "long", "name": "plan"}, "isOptional": true, "isRepeating": false},
          {"kind": "option", "preferredName": {"kind": "long", "name": "store"}, "valueName": "store",
           "isOptional": true, "isRepeating": false},
          {"kind": "flag", "preferredName": {"kind": "long", "name": "help"}, "isOptional": true, "isRepeating": false}
        ]}}
        """

    /// What the question was asked, and the files that its arguments name.
    private final class Asked: Sendable {
        struct Call { let arguments: [String], files: [[UInt8]] }
        let calls = Mutex([Call]())

        func add(_ arguments: [String]) {
            let files = arguments.compactMap { argument in
                argument.split(separator: "=").last.flatMap { FileManager.default.contents(atPath: String($0)) }
                    .map { [UInt8]($0) }
            }
            calls.withLock { $0.append(Call(arguments: arguments, files: files)) }
        }

        var last: Call? { calls.withLock { $0.last } }
    }

    private let asked = Asked()

    private func server(_ adjust: (inout ServiceSettings) -> Void = { _ in }) throws -> Server {
        let parameters = QuestionParameter.parameters(ofHelp: Self.help, withholding: ["store"])
        let question = ServedQuestion(
            command: "some thing", summary: "Something.", parameters: parameters,
            answer: { [asked] arguments, graphs throws(Refusal) in
                asked.add(arguments)
                if arguments.last == "nobody" {
                    throw Refusal(.unknown, "no \"nobody\" in \(graphs.storePath); \(arguments.joined(separator: " "))")
                }
                return Array("{\"answer\": 1}\n".utf8)
            },
            picture: { _, _ throws(Refusal) in throw Refusal(.notAcceptable, "the answer has no picture") })
        return try Server(questions: [question], adjust)
    }

    @Test func parametersBecomeArgumentsOfTheirForm() async throws {
        let started = ContinuousClock.now
        let server = try server()
        let answer = try await server.send(
            .get, "/api/v1/some/thing?node=a%20b+c%2B&to=z&limit=7&assume=x&assume=y&plan&grant=p&grant=s3:*&grant=*")
        #expect(answer.status == 200)
        #expect(answer.text == "{\"answer\": 1}\n")
        #expect(answer.header("Content-Type") == "application/json")
        #expect(answer.header("Cache-Control") == "no-store")
        let age = try #require(answer.header("Overreach-Graph-Age").flatMap(Double.init))
        let elapsed = (ContinuousClock.now - started) / .seconds(1)
        #expect(age >= Server.age && age <= Server.age + elapsed + 1)
        #expect(
            asked.last?.arguments == [
                "--limit=7", "--assume=x", "--assume=y", "--grant=p", "--grant=s3:*", "--grant=*", "--plan", "--",
                "a b c+", "z",
            ])
    }

    @Test func noValueCanBeTakenForAnOption() async throws {
        let server = try server()
        for value in ["--store=/etc/passwd", "-h", "--", "--plan"] {
            let encoded = value.replacing("/", with: "%2F")
            #expect(try await server.send(.get, "/api/v1/some/thing?node=\(encoded)&assume=\(encoded)").status == 200)
            #expect(asked.last?.arguments == ["--assume=\(value)", "--", value])
        }
    }

    @Test(arguments: [
        ("", "node is missing"), ("node=a&node=b", "node is given 2 times"), ("node=a&store=x.db", "unknown parameter"),
        ("node=a&help", "unknown parameter"), ("node=a&plan=maybe", "neither true nor false"),
        ("node=a&attach-policy=p", "content of a file"), ("node=a&grant=p&grant=s3:*", "takes 3 values"),
        ("node=%zz", "hexadecimal"), ("node=%ff", "no UTF-8"), ("node=%f", "hexadecimal"),
    ])
    func whatTheQuestionDoesNotTakeIsNamed(query: String, words: String) async throws {
        let answer = try await server().send(.get, "/api/v1/some/thing?\(query)")
        #expect(answer.status == 400)
        #expect(answer.header("Content-Type") == "application/problem+json")
        #expect(answer.json?["type"]?.string == "urn:overreach:problem:bad-request")
        #expect(answer.json?["status"]?.int == 400)
        #expect(answer.json?["detail"]?.string?.contains(words) == true, "\(answer.text)")
        #expect(asked.last == nil)
    }

    @Test func aBodyHoldsTheSameAndTheContentOfFiles() async throws {
        let server = try server()
        let body = """
            {"node": "a", "limit": 3, "plan": true, "assume": [], "to": null, "grant": [["p", "s3:Get*", "*"]],
             "attach-policy": [["q", {"Statement": [{"Effect": "Allow"}]}], ["r", "{\\"Version\\": 1}"]]}
            """
        let answer = try await server.send(
            .post, "/api/v1/some/thing", ["Content-Type": "application/json"], body: [Array(body.utf8)])
        #expect(answer.status == 200, "\(answer.text)")
        let call = try #require(asked.last)
        #expect(
            call.files == [Array("{\"Statement\":[{\"Effect\":\"Allow\"}]}".utf8), Array("{\"Version\": 1}".utf8)])
        #expect(call.arguments.first == "--limit=3")
        #expect(call.arguments.suffix(3) == ["--plan", "--", "a"])
        let path = try #require(call.arguments.first { $0.hasSuffix("attach-policy-1.json") })
        #expect(path.hasPrefix("--attach-policy=\(server.storePath).spool/"))
        let file = String(path.dropFirst("--attach-policy=".count))
        #expect(!FileManager.default.fileExists(atPath: file), "what was put aside stays")
    }

    @Test(arguments: [
        ("[]", 400), ("{\"node\": \"a\", \"node\": \"b\"}", 400), ("{\"node\": [\"a\", \"b\"]}", 400),
        ("{\"node\": {}}", 400), ("{\"node\": \"a\", \"store\": \"x\"}", 400), ("{", 400),
        ("{\"node\": \"a\", \"attach-policy\": [[\"p\"]]}", 400), ("{\"node\": \"a\", \"grant\": \"p\"}", 400),
    ])
    func aBodyOfAnotherFormIsRefused(body: String, status: Int) async throws {
        let server = try server()
        let headers = ["Content-Type": "application/json"]
        let answer = try await server.send(.post, "/api/v1/some/thing", headers, body: [Array(body.utf8)])
        #expect(answer.status == status)
        #expect(asked.last == nil)
    }

    @Test func bodiesAreJSONAndBounded() async throws {
        let server = try server { $0.limits.questionBytes = 100 }
        let body = [Array("{\"node\": \"a\"}".utf8)]
        #expect(
            try await server.send(.post, "/api/v1/some/thing", ["Content-Type": "text/plain"], body: body).status == 415
        )
        #expect(try await server.send(.post, "/api/v1/some/thing?node=a").status == 200)
        let large = [[UInt8](repeating: 0x20, count: 101)]
        let headers = ["Content-Type": "application/json"]
        #expect(try await server.send(.post, "/api/v1/some/thing", headers, body: large).status == 413)
        let twice = try await server.send(.post, "/api/v1/some/thing?node=a", headers, body: body)
        #expect(twice.status == 400)
    }

    @Test func anErrorNamesNoPlaceOfTheMachine() async throws {
        let server = try server()
        let body = "{\"node\": \"nobody\", \"attach-policy\": [[\"q\", {}]]}"
        let answer = try await server.send(
            .post, "/api/v1/some/thing", ["Content-Type": "application/json"], body: [Array(body.utf8)])
        #expect(answer.status == 404)
        #expect(answer.json?["type"]?.string == "urn:overreach:problem:unknown")
        #expect(answer.text.contains("attach-policy-1.json"))
        #expect(!answer.text.contains(server.folder.path))
    }

    @Test func theFormFollowsAccept() async throws {
        let server = try server()
        let path = "/api/v1/some/thing?node=a"
        for accept in ["*/*", "text/html, */*;q=0.1", "application/json;q=0.5, image/gif", "application/*"] {
            #expect(try await server.send(.get, path, ["Accept": accept]).status == 200, "\(accept)")
        }
        for accept in ["text/html", "application/json;q=0", ""] {
            #expect(try await server.send(.get, path, ["Accept": accept]).status == 406, "\(accept)")
        }
        // The picture of this question says that there is none.
        let picture = try await server.send(.get, path, ["Accept": "image/svg+xml, application/json;q=0.9"])
        #expect(picture.status == 406)
    }

    @Test func whoAsksTooMuchAtOnceIsToldToComeAgain() async throws {
        let gate = DispatchSemaphore(value: 0)
        let slow = ServedQuestion(
            command: "slow", summary: "Slow.", parameters: [],
            answer: { _, _ throws(Refusal) in
                gate.wait()
                return []
            }, picture: nil)
        let server = try Server(questions: [slow]) { settings in
            settings.limits.questions = 1
            settings.limits.waitingQuestions = 2
        }
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { try await server.send(.get, "/api/v1/slow").status } }
            // One is computed and two wait, or two wait and none was begun: five or six are refused, while health answers.
            var statuses: [Int] = []
            while statuses.count < 5, let status = try await group.next() { statuses.append(status) }
            #expect(try await server.send(.get, "/livez").status == 200)
            for _ in 0..<8 { gate.signal() }
            for try await status in group { statuses.append(status) }
            return statuses
        }
        #expect(statuses.count { $0 == 503 } >= 5)
        #expect(statuses.count { $0 == 200 } >= 2)
        #expect(statuses.allSatisfy { $0 == 503 || $0 == 200 })
        let metrics = try await server.send(.get, "/metrics").text
        #expect(metrics.contains("overreach_question_seconds_count{command=\"slow\"}"))
    }

    @Test func headIsGetWithoutTheBody() async throws {
        let server = try server()
        let get = try await server.send(.get, "/livez")
        let head = try await server.send(.head, "/livez")
        #expect(head.status == 200)
        #expect(head.body.isEmpty)
        #expect(head.header("Content-Length") == get.header("Content-Length"))
        #expect(try await server.send(.put, "/livez").status == 405)
        #expect(try await server.send(.delete, "/api/v1/some/thing").header("Allow") == "GET, POST")
    }
}
