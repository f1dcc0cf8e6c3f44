import Foundation
import HTTPTypes
import OverreachEngine
import Synchronization
import Testing

@testable import OverreachHTTP

/// Who may do what.
struct AccessTests {
    private static let scopes: [String: Set<Scope>] = [
        "sender": [.ingest], "reader": [.read], "both": [.ingest, .read], "admin": [.admin],
    ]
    private static let tokens = scopes.sorted { $0.key < $1.key }.map { (name: $0.key, scopes: $0.value) }

    private static let question = ServedQuestion(
        command: "gaps", summary: "Gaps.", parameters: [],
        answer: { _, _ throws(Refusal) in Array("{}".utf8) }, picture: nil)

    /// Every route of the server has a row: which of the tokens it lets in; nil where it needs none.
    private static let matrix: [(method: HTTPRequest.Method, path: String, letsIn: Set<String>?)] = [
        (.get, "/livez", nil), (.get, "/readyz", nil), (.get, "/version", nil),
        (.get, "/metrics", ["reader", "both", "admin"]),
        (.post, "/v1/traces", ["sender", "both", "admin"]), (.post, "/v1/logs", ["sender", "both", "admin"]),
        (.post, "/api/v1/ingest", ["sender", "both", "admin"]),
        (.get, "/api/v1/ingest/batches", ["reader", "both", "admin"]),
        (.get, "/api/v1/gaps", ["reader", "both", "admin"]), (.post, "/api/v1/gaps", ["reader", "both", "admin"]),
    ]

    @Test func everyRouteLetsInWhoItShouldAndNobodyElse() async throws {
        let server = try Server(questions: [Self.question], tokens: Self.tokens)
        #expect(Set(server.server.routeNames) == Set(Self.matrix.map { "\($0.method.rawValue) \($0.path)" }))
        for row in Self.matrix {
            let headers = ["Content-Type": "application/json"]
            let without = try await server.send(row.method, row.path, headers)
            #expect(without.status == (row.letsIn == nil ? 200 : 401), "\(row.path)")
            if row.letsIn != nil { #expect(without.header("WWW-Authenticate")?.hasPrefix("Bearer") == true) }
            for name in Self.scopes.keys {
                let answer = try await server.send(row.method, row.path, headers, token: name)
                let isLetIn = row.letsIn?.contains(name) ?? true
                #expect(answer.status == (isLetIn ? 200 : 403), "\(row.path) by \(name)")
            }
            for wrong in ["", "overreach_", String(repeating: "x", count: 5_000), "ø"] where row.letsIn != nil {
                #expect(try await server.send(row.method, row.path, headers, token: wrong).status == 401)
            }
        }
    }

    @Test func onlyAnAdministratorsUploadMayEndFacts() async throws {
        let server = try Server(tokens: Self.tokens)
        for (name, mayEnd) in [("sender", false), ("both", false), ("admin", true)] {
            #expect(try await server.send(.post, "/api/v1/ingest", token: name, body: [[1]]).status == 200)
            let upload = try #require(server.service.state.withLock { $0.uploads.last?.upload })
            #expect(upload.mayEnd == mayEnd)
            #expect(upload.sender == name)
        }
    }

    @Test func aRevokedTokenIsRefusedAtOnceAndTheLastOneOpensNothing() async throws {
        let server = try Server(questions: [Self.question])
        #expect(try await server.send(.get, "/api/v1/gaps").status == 200)

        let file = TokenFile(storePath: server.storePath)
        let made = try file.create(name: "one", scopes: [.read], now: "2026-11-29T00:00:00Z")
        #expect(try await server.send(.get, "/api/v1/gaps").status == 401)
        #expect(try await server.send(.get, "/api/v1/gaps", token: made.token.secret).status == 200)
        _ = try file.revoke(made.record.id)
        #expect(try await server.send(.get, "/api/v1/gaps", token: made.token.secret).status == 401)
        #expect(try await server.send(.get, "/api/v1/gaps").status == 401)
    }

    @Test func tokensThatCannotBeReadLetNobodyIn() async throws {
        let server = try Server(questions: [Self.question], tokens: Self.tokens)
        let path = TokenFile(storePath: server.storePath).path
        chmod(path, 0o644)
        #expect(try await server.send(.get, "/api/v1/gaps", token: "reader").status == 503)
        chmod(path, 0o600)
        #expect(try await server.send(.get, "/api/v1/gaps", token: "reader").status == 200)
        try Data("{".utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        #expect(try await server.send(.get, "/api/v1/gaps", token: "reader").status == 503)
        #expect(try await server.send(.get, "/livez").status == 200)
    }

    // MARK: Tokens

    @Test func aTokenIsRandomShownOnceAndKeptAsItsDigest() throws {
        let folder = try Server.Folder()
        let file = TokenFile(storePath: folder.path + "/s.db")
        let first = try file.create(name: "a", scopes: [.ingest, .read], now: "2026-11-29T00:00:00Z")
        let second = try file.create(name: "b", scopes: [.admin], now: "2026-11-29T00:00:00Z")
        #expect(first.token.secret.hasPrefix("overreach_"))
        #expect(first.token.secret.utf8.count == 10 + 43)
        #expect(first.token.secret != second.token.secret)

        var status = stat()
        #expect(stat(file.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let kept = try String(contentsOfFile: file.path, encoding: .utf8)
        for secret in [first.token.secret, second.token.secret] {
            let random = secret.dropFirst(Token.prefix.count)
            for start in stride(from: 0, to: 36, by: 6) {
                #expect(!kept.contains(random.dropFirst(start).prefix(8)), "part of a token is kept")
            }
        }
        #expect(try file.tokens() == [first.record, second.record])
        #expect(first.record.scopes == ["ingest", "read"])
        #expect(throws: TokenFile.Failure.self) { try file.create(name: "a", scopes: [.read], now: "") }
        #expect(throws: TokenFile.Failure.self) { try file.create(name: "a b", scopes: [.read], now: "") }
        #expect(throws: TokenFile.Failure.self) { try file.create(name: "c", scopes: [], now: "") }
        #expect(throws: TokenFile.Failure.self) { try file.revoke("c") }
        #expect(try file.revoke("a").id == first.record.id)
        #expect(try file.tokens() == [second.record])
    }

    @Test func digestsAreEqualOnlyWhereAllBytesAre() {
        let digest = Token.digest("x")
        #expect(digest.count == 32)
        #expect(Token.isEqual(digest, Token.digest("x")))
        #expect(!Token.isEqual(digest, Array(digest.dropLast())))
        for place in digest.indices {
            var other = digest
            other[place] ^= 1
            #expect(!Token.isEqual(digest, other))
        }
    }

    // MARK: Browsers

    @Test(
        arguments: [
            ("127.0.0.1:4318", nil, nil, 200), ("localhost", nil, nil, 200), ("[::1]:4318", nil, nil, 200),
            ("LOCALHOST:80", nil, nil, 200), ("overreach.test:4318", nil, nil, 200),
            ("evil.example:4318", nil, nil, 421), ("localhost.evil.example", nil, nil, 421), ("", nil, nil, 400),
            ("a b", nil, nil, 400), ("localhost:x", nil, nil, 400), ("[::1", nil, nil, 400),
            ("user@localhost", nil, nil, 400),
            ("127.0.0.1:4318", "http://127.0.0.1:4318", nil, 200),
            ("127.0.0.1:4318", "http://127.0.0.1:5000", nil, 403),
            ("127.0.0.1:4318", "https://evil.example", nil, 403), ("127.0.0.1:4318", "null", nil, 403),
            ("127.0.0.1:4318", nil, "cross-site", 403), ("127.0.0.1:4318", nil, "same-site", 403),
            ("127.0.0.1:4318", nil, "same-origin", 200), ("127.0.0.1:4318", nil, "none", 200),
        ] as [(String, String?, String?, Int)])
    func pagesOfOtherOriginsAndNamesAreRefused(
        host: String, origin: String?, site: String?, status: Int
    ) async throws {
        let server = try Server(questions: [Self.question]) { $0.hostNames = ["overreach.test"] }
        var headers = ["Host": host]
        headers["Origin"] = origin
        headers["Sec-Fetch-Site"] = site
        #expect(try await server.send(.get, "/api/v1/gaps", headers).status == status)
    }

    // MARK: Addresses

    @Test(arguments: [
        ("127.0.0.1:4318", true), ("127.9.9.9:1", true), ("localhost:0", true), ("[::1]:4318", true),
        ("[::ffff:127.0.0.1]:1", true), ("0.0.0.0:4318", false), ("10.0.0.1:4318", false), ("[::]:4318", false),
        ("[::ffff:10.0.0.1]:1", false),
    ])
    func anAddressIsOfThisMachineAloneOrNot(text: String, isLoopback: Bool) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.isLoopback == isLoopback)
        #expect(address.description == text)
    }

    @Test(arguments: [
        "", ":", "4318", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:+1", "::1:4318",
        "[127.0.0.1]:1", "example.org:4318", "127.1:4318", "[::1]", "127.0.0.1:4318 ", "http://127.0.0.1:4318",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test func aPublicAddressNeedsTLSAndATokenUnlessToldByName() throws {
        let folder = try Server.Folder()
        var settings = ServiceSettings(
            storePath: folder.path + "/s.db", listen: try #require(ListenAddress("0.0.0.0:0")), version: "1")
        #expect(throws: ServeError.self) { try settings.check() }
        settings.allowsPlaintext = true
        #expect(throws: ServeError.self) { try settings.check() }
        settings.allowsAnonymous = true
        #expect(throws: Never.self) { try settings.check() }
        #expect(!settings.startsWithTokens)
        settings.allowsAnonymous = false
        _ = try TokenFile(storePath: settings.storePath).create(name: "a", scopes: [.read], now: "")
        #expect(throws: Never.self) { try settings.check() }
        #expect(settings.startsWithTokens)
        settings.allowsPlaintext = false
        settings.certificate = ServiceSettings.Certificate(chainFile: "c", keyFile: "k")
        #expect(throws: Never.self) { try settings.check() }
        settings.listen = .standard
        settings.certificate = nil
        #expect(throws: Never.self) { try settings.check() }
        #expect(!settings.startsWithTokens)
    }
}
