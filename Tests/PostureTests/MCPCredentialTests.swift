internal import OverreachModel
internal import Testing

@Suite struct MCPCredentialTests {
    private func entry(_ json: String) throws -> (reading: Reading, entry: NodeFact) {
        let reading = try #require(read("{\"mcpServers\":{\"s\":\(json)}}"))
        return (reading, try #require(reading.node(AgentNode.serverEntry, "s")))
    }

    @Test(arguments: [
        (#"{"command":"x","env":{"GITHUB_TOKEN":"ghp_0000000000000000000000000000000000EX"}}"#, ["GITHUB_TOKEN"]),
        (#"{"command":"x","environment":{"K":"sk-lab-000000000000000000000000"}}"#, ["K"]),
        (#"{"url":"https://h","headers":{"X-API-Key":"nbp-84c2e6aa19b7"}}"#, ["X-API-Key"]),
        (#"{"url":"https://h","headers":{"Authorization":"Bearer nbf-31a7d9c05e8246f7b2c4"}}"#, ["Authorization"]),
        (
            #"{"url":"https://h","requestOptions":{"headers":{"Authorization":"Bearer abc-123456789"}}}"#,
            ["Authorization"]
        ),
        (#"{"command":"x","args":["--token=abc-123"]}"#, ["--token"]),
        (#"{"command":"x","args":["--token", "abc-123", "--port", "80"]}"#, ["--token"]),
        (#"{"command":"x","args":["-y", "pkg", "ghp_0000000000000000000000000000000000EX"]}"#, ["argument 3"]),
        (#"{"command":"x","args":["-----BEGIN PRIVATE KEY-----\nabc"]}"#, ["argument 1"]),
        (#"{"command":"npx -y pkg sk-lab-000000000000000000000000"}"#, ["argument 3"]),
        (#"{"command":"x","args":["postgresql://u:lab-password@h/d"]}"#, ["password of the connection string"]),
        (#"{"command":"x","env":{"DB":"postgresql://u:lab-password@h/d"}}"#, ["password of the connection string"]),
        (#"{"url":"https://u:abc@h/mcp"}"#, ["password of the connection string"]),
        (#"{"url":"https://h/mcp?api_key=abc-123&x=1"}"#, ["api_key"]),
        (#"{"command":"npx","args":["mcp-remote","https://h/mcp?api_key=abc-123"]}"#, ["api_key"]),
        (#"{"command":"npx","args":["mcp-remote","https://h","--header","X-Api-Key: abc-123"]}"#, ["X-Api-Key"]),
        (
            #"{"command":"docker","args":["run","-e","API_KEY=abc-123","-eX=1","--env=DB_PASSWORD=p","img"]}"#,
            ["API_KEY", "DB_PASSWORD"]
        ),
        (#"{"command":"sh","args":["-c","export API_TOKEN=abc-123 && run"]}"#, ["API_TOKEN"]),
        (#"{"url":"https://h","oauth":{"clientId":"id","clientSecret":"abc-123"}}"#, ["clientSecret"]),
        (#"{"url":"https://h","headersHelper":"echo Authorization: Bearer abc-123456789"}"#, ["headersHelper"]),
        (#"{"url":"https://h/s/Yzk3ZjE2OTctMDdiNC00Yjk3/mcp"}"#, ["path of the URL"]),
        (#"{"command":"x","env":{"TOKEN":"${TOKEN:-abc-123}"}}"#, ["TOKEN"]),
        (#"{"command":"x","env":{"PASSWORD":12345}}"#, ["PASSWORD"]),
        (
            #"{"command":"x","env":{"A":"redis://:one@h","B":"redis://:two@h"}}"#,
            ["password of the connection string", "password of the connection string (2)"]
        ),
    ])
    func hardCodedSecretIsNamedByItsPlace(json: String, places: [String]) throws {
        let (reading, entry) = try entry(json)
        #expect(entry.values("hard-coded") == places)
        let credentials = reading.nodes.filter { $0.key.type == NodeType(AgentNode.secret) }
        #expect(credentials.map(\.name).sorted() == places.sorted())
        #expect(credentials.allSatisfy { $0.value("held") == "hard-coded" && $0.value("fingerprint")?.count == 32 })
        #expect(entry.value("credential") == nil)
    }

    @Test(arguments: [
        #"{"command":"x","env":{"AWS_REGION":"us-east-1","AWS_PROFILE":"prod","LOG":"ERROR","TOKEN_FILE":"/run/t"}}"#,
        #"{"command":"docker","args":["run","-p","8080:8080","ghcr.io/acme/customer-token:v1.2.3"]}"#,
        #"{"command":"docker","args":["run","acme-token:latest"]}"#,
        #"{"command":"uvx","args":["--from","git+https://github.com/oraios/serena@v1","serena"]}"#,
        #"{"command":"x","args":["--token-file", "/run/t", "--auth", "oauth"], "description": "needs token: see wiki"}"#,
        #"{"url":"https://h/mcp?experimental=1"}"#,
        #"{"url":"https://h/6f1f3c1e-1111-4c6e-9a57-000000000001/mcp"}"#,
    ])
    func ordinaryEntryHoldsNoCredential(json: String) throws {
        let (reading, entry) = try entry(json)
        #expect(entry.values("hard-coded").isEmpty)
        #expect(reading.nodes.count == 2)
    }

    @Test(arguments: [
        #"{"command":"x","env":{"API_KEY":"${API_KEY}"}}"#,
        #"{"url":"https://h","headers":{"Authorization":"Bearer $PAT"}}"#,
        #"{"command":"x","env":{"API_KEY":"YOUR_API_KEY"}}"#, #"{"command":"x","args":["--token", "${T}"]}"#,
        #"{"url":"https://h?api_key=${K}"}"#, #"{"command":"x","args":["postgres://u:${PW}@h/d"]}"#,
    ])
    func referenceIsACredentialThatIsNotHardCoded(json: String) throws {
        let (reading, entry) = try entry(json)
        #expect(entry.values("hard-coded").isEmpty)
        #expect(entry.value("credential") == nil)
        let credentials = reading.nodes.filter { $0.key.type == NodeType(AgentNode.secret) }
        #expect(credentials.map { $0.value("held") } == ["reference"])
        #expect(credentials.allSatisfy { $0.value("fingerprint") == nil })
    }

    @Test func accessKeyIsNamedByItsIDAndEvidencedByItsSecret() throws {
        let (reading, entry) = try entry(
            """
            {"command": "x", "env": {
              "AWS_ACCESS_KEY_ID": "AKIARZPUZDIKH3SPV2JT",
              "AWS_SECRET_ACCESS_KEY": "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"}}
            """)
        #expect(entry.values("access key id") == ["AKIARZPUZDIKH3SPV2JT"])
        #expect(entry.values("hard-coded") == ["AWS_SECRET_ACCESS_KEY"])
        let edge = try #require(reading.edges.first { $0.kind == EdgeKind(AgentEdge.usesCredential) })
        #expect(edge.to == .awsAccessKey(id: "AKIARZPUZDIKH3SPV2JT"))
        #expect(edge.evidence.map(\.locator) == ["/mcpServers/s/env/AWS_SECRET_ACCESS_KEY"])
        #expect(edge.evidence.map(\.line) == [3])
        #expect(reading.nodes.count == 3)
    }

    @Test(arguments: [
        (
            #"{"A_AWS_ACCESS_KEY_ID":"AKIAAAAAAAAAAAAAAAAA","B_AWS_ACCESS_KEY_ID":"AKIABBBBBBBBBBBBBBBB","A_AWS_SECRET_ACCESS_KEY":"one-1","B_AWS_SECRET_ACCESS_KEY":"two-2"}"#,
            ["AWS_ACCESS_KEY", "AWS_ACCESS_KEY"]
        ),
        (#"{"AWS_ACCESS_KEY_ID":"AKIAAAAAAAAAAAAAAAAA","AWS_SECRET_ACCESS_KEY":"${S}"}"#, ["AWS_ACCESS_KEY"]),
        (
            #"{"AWS_ACCESS_KEY_ID":"${I}","AWS_SECRET_ACCESS_KEY":"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"}"#,
            ["SECRET"]
        ),
        (
            #"{"AWS_ACCESS_KEY_ID":"ASIAAAAAAAAAAAAAAAAA","AWS_SECRET_ACCESS_KEY":"one-1","AWS_SESSION_TOKEN":"two-22"}"#,
            ["SECRET", "SECRET"]
        ),
    ])
    func keysArePairedByTheirNames(env: String, credentials: [String]) throws {
        let (reading, _) = try entry("{\"command\": \"x\", \"env\": \(env)}")
        let edges = reading.edges.filter { $0.kind == EdgeKind(AgentEdge.usesCredential) }
        #expect(edges.map { String($0.to.typeName) } == credentials)
    }

    @Test func equalSecretsOfOneFileAreOneCredential() throws {
        let reading = try #require(
            read(
                #"{"mcpServers":{"b":{"command":"x","env":{"TOKEN":"abc-123"}},"a":{"url":"https://h","headers":{"Authorization":"Bearer abc-123"}}}}"#
            ))
        let credentials = reading.nodes.filter { $0.key.type == NodeType(AgentNode.secret) }
        #expect(
            credentials.map(\.key) == [.secret(host: "laptop", file: "file.json", server: "a", place: "Authorization")])
        #expect(credentials.map(\.name) == ["Authorization"])
        #expect(reading.edges.count { $0.kind == EdgeKind(AgentEdge.usesCredential) } == 2)
    }

    @Test func secretsLeaveCommandArgumentsAndURL() throws {
        let (_, entry) = try entry(
            #"{"command":"x","args":["--token","abc-123","--api-key=def-456","postgres://u:pw@h/d","Yzk3ZjE2OTctMDdiNC00Yjk3ABCD"]}"#
        )
        #expect(
            entry.value("arguments")
                == "--token --api-key «value» «value»")
        let (_, remote) = try self.entry(
            #"{"url":"https://u:p@h:8080/s/Yzk3ZjE2OTctMDdiNC00Yjk3/mcp?api_key=k-12345"}"#)
        #expect(remote.value("url") == "https://h:8080/s/«secret»/mcp")
    }

    @Test(arguments: [
        ("mysql", "-p hunter2 -phunter2 --pin=1234 -k abc", "-p -p --pin -k"),
        ("curl", "-u admin:hunter2 -uadmin:hunter2", "-u -u"), ("sshpass", "-p hunter2 ssh", "-p «value»"),
        ("acme", "login hunter2", "«value» «value»"), ("acme", "-m hunter2", "-m"),
        ("python", "-u -m deploy_mcp login hunter2 -m x", "-u -m deploy_mcp «value» «value» -m"),
        ("cmd", "/c npx -y acme-mcp hunter2", "/c npx -y acme-mcp «value»"),
        ("sshpass", "-p hunter2 npx acme-mcp", "-p npx acme-mcp"),
        ("python3.12", "/srv/app.py hunter2", "/srv/app.py «value»"),
        ("npx", "-y @scope/name@1.2.0 hunter2 --stdio x", "-y @scope/name@1.2.0 «value» --stdio «value»"),
        ("uvx", "mcp-server-git --repository /r", "mcp-server-git --repository"),
        (
            "uvx", "--from git+https://tok@github.com/o/serena serena go x",
            "--from git+https://github.com/o/serena serena «value» «value»"
        ),
        (
            "uv", "run --directory /srv/a --with requests server.py --port 80",
            "run --directory /srv/a --with requests server.py --port 80"
        ),
        ("docker", "run -i --rm -e KEY=abc ghcr.io/a/b:v1 -p x", "run -i --rm -e ghcr.io/a/b:v1 -p"),
        ("acme", "--transport stdio --transport hunter2 --port hunter2", "--transport stdio --transport --port"),
        ("env", "PIN=1234 node server.js", "«value» node server.js"),
        ("npx", "mcp-remote https://h/token/abc?k=abc", "mcp-remote https://h/token/«secret»"),
    ])
    func argumentsKeepOnlyWhatSaysWhatIsStarted(command: String, args: String, kept: String) throws {
        let list = args.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",")
        let (_, entry) = try entry("{\"command\":\"\(command)\",\"args\":[\(list)]}")
        #expect(entry.value("arguments") == kept)
    }

    @Test func anAssignmentBeforeTheProgramIsNotKept() throws {
        let (_, entry) = try entry(#"{"command":"PIN=1234 node server.js"}"#)
        #expect(entry.value("command") == "«value»" && entry.value("arguments") == "node server.js")
    }

    @Test(arguments: [
        ("https://h/mcp/key/abc", "https://h/mcp/key/«secret»"),
        ("https://h/t/a1b2c3d4e5f6a7b8", "https://h/t/«secret»"),
        ("https://u:p/w@h:1/mcp#x", "https://h:1/mcp"), ("http://h:8080/v1/mcp?x=1", "http://h:8080/v1/mcp"),
        ("https://h/@scope/name/mcp", "https://h/@scope/name/mcp"), ("https://h/mcp;pin=1", "https://h/mcp"),
        ("https://h/api-keys/abc/mcp", "https://h/api-keys/«secret»/mcp"), ("${BASE}/mcp", "${BASE}/mcp"),
    ])
    func aURLKeepsItsPlaceAndNoSecret(url: String, kept: String) throws {
        #expect(try entry("{\"url\":\"\(url)\"}").entry.value("url") == kept)
    }

    @Test(arguments: [
        #"{"url":"https://h","oauth":{"scopes":["a"]}}"#,
        #"{"url":"https://h","authProviderType":"google_credentials"}"#,
        #"{"url":"https://h","headersHelper":"get-headers"}"#,
    ])
    func remoteServerThatSignsInIsNotWithoutCredential(json: String) throws {
        #expect(try entry(json).entry.value("credential") == nil)
    }
}
