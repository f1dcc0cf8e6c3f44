internal import OverreachSecrets
internal import Testing

@Suite struct SecretDetectorTests {
    @Test(arguments: [
        ("GITHUB_PERSONAL_ACCESS_TOKEN", "ghp_0000000000000000000000000000000000EX", SecretType.gitHubToken),
        ("ANY", "github_pat_11ABCDEFG0123456789_abcdefghijklmnopqrstuvwxyz", .gitHubToken),
        ("AWS_SECRET_ACCESS_KEY", "SSekYN5wZUsPVU3nEoYJ1ZoTqBM5Jq1sHbgDmFsx", .awsSecretAccessKey),
        ("aws.secretAccessKey", "/Sek+N5wZUsPVU3nEoYJ1ZoTqBM5Jq1sHbgDmFsx", .awsSecretAccessKey),
        ("AWS_SECRET_ACCESS_KEY", "short-and-odd-1", .secret),
        ("X", "sk-lab-000000000000000000000000", .modelKey),
        ("X", "sk-ant-api03-0123456789abcdef", .modelKey),
        ("SLACK", "xoxb-123456789012-abcdefghij", .slackToken),
        ("X", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", .jwt),
        ("X", "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----", .privateKey),
        ("X", "glpat-abcdefghij0123456789", .gitLabToken),
        ("X", "npm_0123456789abcdefghij0123456789abcdef", .npmToken),
        ("X", "AIzaSyA0123456789abcdefghijklmnopqrstuv", .googleKey),
        ("X", "sk_live_0123456789abcdef", .stripeKey),
        ("Authorization", "Bearer nbf-31a7d9c05e8246f7b2c4", .bearerToken),
        ("Authorization", "Basic dXNlcjpwYXNz", .basicCredentials),
        ("Authorization", "plain-token-value-9", .authorization),
        ("X-API-Key", "nbp-84c2e6aa19b74d0fbe53", .apiKey),
        ("DB_PASSWORD", "hunter2", .password),
        ("PGPASSWORD", "12345678", .password),
        ("dbPassword", "correct horse battery", .password),
        ("API_TOKEN_PROD", "abcd-efgh", .token), ("clientSecretToken", "abcd-efgh-12", .token),
        ("nextAuthToken", "abcd-efgh-12", .token),
        ("DATABASE_URL", "postgresql://report:lab-password@db.acme.example:5432/warehouse", .password),
        ("X", "Server=db;User Id=sa;Password=p;", .password),
        ("API_KEY", "${API_KEY:-literal-secret-1}", .apiKey),
    ])
    func secretIsDetected(name: String, value: String, type: SecretType) {
        #expect(SecretDetector.detect(name: name, value: value) == type)
    }

    @Test(arguments: [
        ("AWS_ACCESS_KEY_ID", "AKIARZPUZDIKH3SPV2JT"), ("AWS_ACCESS_KEY", "AKIARZPUZDIKH3SPV2JT"),
        ("AWS_REGION", "us-east-1"), ("API_KEY", "${API_KEY}"), ("API_KEY", "$MY_API_TOKEN"), ("API_KEY", "%API_KEY%"),
        ("API_KEY", "${input:perplexity-key}"), ("API_KEY", "{{LIBRECHAT_USER_ID}}"), ("API_KEY", "{env:CRM_TOKEN}"),
        ("API_KEY", "<your key>"), ("API_KEY", "YOUR_API_KEY"), ("API_KEY", "xxxxxxxx"), ("API_KEY", "changeme"),
        ("Authorization", "Bearer ${env:TOKEN}"), ("Authorization", "Bearer $GITHUB_MCP_PAT"),
        ("Authorization", "Bearer ${EXAMPLE_TOKEN:-missing}"), ("AUTH_TYPE", "oauth-device-flow"),
        ("TOKEN_FILE", "/run/secrets/token"), ("SSH_KEY", "/home/dev/.ssh/id_ed25519"), ("MAX_TOKENS", "4096"),
        ("TOKEN_LIMIT", "a-long-limit"), ("AUTH", "oauth2"), ("USE_AUTH", "true"), ("SECRET_NAME", "prod/db"),
        ("SECRET", "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-KJNetS"),
        ("KEY", "op://vault/item/field"),
        ("PUBLIC_KEY", "abcdefghijkl"), ("PGSSLMODE", "require"), ("DB", "postgres://app:${PW}@db/x"),
        ("DB", "postgres://app:EXAMPLE_PASSWORD@db.internal/app"),
        ("URL", "https://mcp.example.com/mcp?experimental=1"),
        ("X", "sk-learn-something-very-long-indeed"), ("API_KEY", ""), ("MONKEY", "a-long-value-0"),
        ("NextToken", "dGhlLW5leHQtcGFnZQ19"), ("nextPageToken", "CiAKGjBpNDd2Nmp2Zml2cXRwYjBpOXA"),
        ("ContinuationToken", "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J"), ("syncToken", "CPDAlvWDx70CEPDAlvWDx70CGAU="),
        ("clientToken", "idempotent-7f3a9c1d8e7b"), ("page_token", "abcdefgh12345678"), ("pagetoken", "abcdefgh1234"),
        ("STARTING_TOKEN", "eyJNYXJrZXIiOiBudWxsfQ"), ("next-cursor-token", "a1b2c3d4e5f6a7b8"),
    ])
    func harmlessValueIsNoSecret(name: String, value: String) {
        #expect(SecretDetector.detect(name: name, value: value) == nil)
    }

    @Test(arguments: [
        ("https://h/mcp?api_key=nbq-5d1f0c77&x=1", "https://h/mcp?api_key=«secret»&x=1"),
        ("postgres://u:p%40ss@h:5432/d", "postgres://u:«secret»@h:5432/d"),
        ("postgres://u:p/s#s@h:5432/d", "postgres://u:«secret»@h:5432/d"),
        ("https://ghp_0123456789abcdefghij@github.com/x", "https://«secret»@github.com/x"),
        ("run --token abc-123 --port 80", "run --token «secret» --port 80"),
        ("run --password=\"abc 123\" x", "run --password=\"«secret»\" x"),
        (#"{"password": "a\"b", "user": "u"}"#, #"{"password": "«secret»", "user": "u"}"#),
        ("Authorization: Bearer abc.def-1", "Authorization: Bearer «secret»"),
        ("paid with 4111 1111 1111 1111 today", "paid with «secret» today"),
        ("paid with 4111111111111111, 5555-5555-5555-4444.", "paid with «secret», «secret»."),
        ("4111 1111 1111 1111 2027", "«secret» 2027"),
        ("key SSekYN5wZUsPVU3nEoYJ1ZoTqBM5Jq1sHbgDmFsx end", "key «secret» end"),
        ("x=ghp_0000000000000000000000000000000000EX", "x=«secret»"), ("a%3Dsk-lab-000000000000000000", "a%3D«secret»"),
        ("password=${PW}", "password=${PW}"), ("password=${PW:-s3cret}", "password=${PW:-«secret»}"),
        ("-----BEGIN PRIVATE KEY-----\nabc", "«secret»"),
    ])
    func secretsAreTakenOutOfText(text: String, expected: String) {
        #expect(SecretDetector.redact(text) == expected)
    }

    @Test(arguments: [
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-KJNetS", "4111 1111 1111 1112",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7", "1732285179000000000",
        "6f1f3c1e-1111-4c6e-9a57-000000000001", "https://github.com/a/b@main", "http://localhost:8080/mcp",
        "npx -y @modelcontextprotocol/server-postgres", "git@github.com:a/b.git", "ssh://git@host/x",
        "registry.example/app@sha256:0b9c1f2ad3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddee",
    ])
    func ordinaryTextStays(text: String) {
        #expect(SecretDetector.redact(text) == text)
    }

    /// What a fuzzer found: nothing stands where a user would.
    @Test(arguments: ["https://@ports.example/mcp", "https://:@ports.example/mcp", "redis://@", "redis://:@"])
    func anAddressWithAnEmptyUserHasNoSecret(_ url: String) {
        #expect(SecretDetector.findings(name: "url", value: url).isEmpty)
    }

    @Test func placeOfAFindingIsNamed() {
        func place(_ name: String, _ value: String) -> SecretFinding.Place? {
            SecretDetector.findings(name: name, value: value).first?.place
        }
        #expect(place("", "--token=abc-123") == .assignment("--token"))
        #expect(place("", "API_KEY=abc-123") == .assignment("API_KEY"))
        #expect(place("", "X-Api-Key: abc-123") == .assignment("X-Api-Key"))
        #expect(place("", "https://h/?api_key=abc-123") == .query("api_key"))
        #expect(place("", "redis://:abc@h") == .connectionString)
        #expect(place("--token", "abc-123") == .value)
        #expect(SecretDetector.findings(name: "TOKEN", value: "${T}").first?.isReference == true)
    }

    @Test(arguments: [
        ("Server=db;", 0, "", true), ("Data Source=db;", 497, "", true), ("Data Source=db;", 498, "", false),
        ("", 0, ";UID=sa", true), ("", 0, String(repeating: " ", count: 490) + "uid=sa", true),
        ("", 0, String(repeating: " ", count: 491) + "uid=sa", false), ("serve=db;", 0, "", false),
        ("server:db;", 0, "", false),
    ])
    func aPasswordIsOfTheConnectionStringWhoseOtherPartsAreNear(
        before: String, blanks: Int, after: String, isOfOne: Bool
    ) {
        let text = before + String(repeating: " ", count: blanks) + "Password=Tr0ub4dor" + after
        let places = SecretDetector.findings(name: "", value: text).map(\.place)
        #expect(places == [isOfOne ? .connectionString : .assignment("Password")])
    }

    @Test func longHostileTextIsScannedInReasonableTime() {
        let clock = ContinuousClock()
        for unit in [
            "-", "sk-", "a://b:c/", "password=x;", "key={ ", "eyJ-", "bearer {", "key=\" ", "4 ", "${", "AKIA",
            "\u{212A}=",
        ] {
            let text = String(repeating: unit, count: 16_000 / unit.utf8.count)
            let time = clock.measure { _ = SecretDetector.redact(text) }
            #expect(time < .seconds(20), "\(unit)")
        }
    }
}
