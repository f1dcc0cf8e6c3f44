public import OverreachEngine

/// `schema/openapi.json`: every route of the server, made from the lists that the routes are made of.
///
/// Reference: https://spec.openapis.org/oas/v3.1.1.
public enum OpenAPIFile {
    /// The file, for these questions; `schemas` says for each command where the schema of its answer is, beside the file.
    public static func file(
        _ questions: [ServedQuestion], schemas: [String: String], version: String
    ) -> GeneratedFile {
        var paths: [(name: String, value: SchemaNode)] = TelemetryRequest.Signal.allCases.map(telemetry)
        paths += [upload(schemas["ingest"]), ledger]
        paths += questions.map { path(of: $0, schemas[$0.command]) }
        paths += health
        let document: SchemaNode = [
            "openapi": "3.1.0", "x-generated": .text(GeneratedFile.mark),
            "info": [
                "title": "Overreach",
                "summary": "Takes telemetry and posture, and answers how far agents and other identities reach.",
                "version": .text(version), "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "http://127.0.0.1:4318"]],
            "security": [["token": []], [:]],
            "paths": .object(paths), "components": components,
        ]
        return GeneratedFile(path: "schema/openapi.json", text: document.json)
    }

    // MARK: Questions

    private static func path(of question: ServedQuestion, _ schema: String?) -> (name: String, value: SchemaNode) {
        let inQuery = question.parameters.filter(\.files.isEmpty).map { parameter -> SchemaNode in
            let name: SchemaNode = [
                "name": .text(parameter.name), "in": "query", "description": .text(parameter.summary),
            ]
            let required: SchemaNode = parameter.isRequired ? ["required": true] : [:]
            return name + required + ["schema": self.schema(of: parameter, inQuery: true)]
        }
        let get = operation("get", question, schema) + ["parameters": .list(inQuery)]
        let post =
            operation("post", question, schema)
            + ["requestBody": ["content": ["application/json": ["schema": body(of: question)]]]]
        return (question.path, ["get": get, "post": post])
    }

    private static func operation(_ method: String, _ question: ServedQuestion, _ schema: String?) -> SchemaNode {
        var content: [(name: String, value: SchemaNode)] = [
            ("application/json", schema.map { ["schema": ["$ref": .text($0)]] } ?? [:])
        ]
        if question.picture != nil { content += QuestionRoutes.diagrams.map { ($0.type, [:]) } }
        let answer: SchemaNode = [
            "description": "The answer, as the command line writes it.",
            "headers": [
                "Overreach-Graph-Age": [
                    "description": "Seconds since the graph that answers was read.", "schema": ["type": "number"],
                ]
            ],
            "content": .object(content),
        ]
        return operation("\(method)-\(question.command.replacing(" ", with: "-"))", question.summary, .read)
            + ["responses": ["200": answer, "default": ["$ref": "#/components/responses/Problem"]]]
    }

    private static func body(of question: ServedQuestion) -> SchemaNode {
        let properties = question.parameters.map { parameter in
            let given = parameter.files.isEmpty ? "" : " The content of a file is given, as JSON or as its text."
            let description: SchemaNode = ["description": .text(parameter.summary + given)]
            return (name: parameter.name, value: description + schema(of: parameter, inQuery: false))
        }
        let required = question.parameters.filter(\.isRequired).map { SchemaNode.text($0.name) }
        let demanded: SchemaNode = required.isEmpty ? [:] : ["required": .list(required)]
        return ["type": "object", "properties": .object(properties)] + demanded + ["additionalProperties": false]
    }

    private static func schema(of parameter: QuestionParameter, inQuery: Bool) -> SchemaNode {
        guard parameter.isRepeated else { return value(of: parameter, at: 0) }
        // Behind the `?` the values of one grant follow each other; in a body they are a list of their own.
        guard parameter.words.count > 1, !inQuery else {
            return ["type": "array", "items": value(of: parameter, at: 0)]
        }
        return [
            "type": "array",
            "items": [
                "type": "array", "prefixItems": .list(parameter.words.indices.map { value(of: parameter, at: $0) }),
                "minItems": .number(parameter.words.count), "maxItems": .number(parameter.words.count),
            ],
        ]
    }

    private static func value(of parameter: QuestionParameter, at place: Int) -> SchemaNode {
        if parameter.files.contains(place) {
            return ["type": ["object", "string"]]
        }
        let type: SchemaNode = ["type": parameter.kind == .flag ? "boolean" : "string"]
        let allowed: SchemaNode =
            parameter.allowed.isEmpty ? [:] : ["enum": .list(parameter.allowed.map { .text($0) })]
        guard let standard = parameter.defaultValue, parameter.kind == .option else { return type + allowed }
        return type + allowed + ["default": .text(standard)]
    }

    // MARK: What is taken

    private static func telemetry(_ signal: TelemetryRequest.Signal) -> (name: String, value: SchemaNode) {
        let types = ["application/x-protobuf", "application/json"].map { (name: $0, value: [:] as SchemaNode) }
        let post = operation(
            "post-\(signal.rawValue)", "Takes \(signal.rawValue) by OTLP over HTTP; 200 is said when they are on disk.",
            .ingest)
        return (
            "/v1/\(signal.rawValue)",
            [
                "post": post + [
                    "parameters": [["$ref": "#/components/parameters/ContentEncoding"]],
                    "requestBody": ["required": true, "content": .object(types)],
                    "responses": [
                        "200": [
                            "description":
                                "What was taken, in the type of the request; a partial success counts the rest.",
                            "content": .object(types),
                        ],
                        "default": [
                            "description":
                                "google.rpc.Status in the type of the request; 429 and 503 may be tried again.",
                            "content": [
                                "application/x-protobuf": [:],
                                "application/json": ["schema": ["$ref": "#/components/schemas/Status"]],
                            ],
                        ],
                    ],
                ]
            ]
        )
    }

    private static func upload(_ schema: String?) -> (name: String, value: SchemaNode) {
        let parameters = UploadRoutes.parameters.map { parameter -> SchemaNode in
            [
                "name": .text(parameter.name), "in": "query", "description": .text(parameter.summary),
                "schema": ["type": "string", "minLength": 1, "maxLength": 1024],
            ]
        }
        let key: SchemaNode = [
            "name": "Idempotency-Key", "in": "header",
            "description":
                "What the sender calls this delivery: the same again changes nothing and is answered as it was.",
            "schema": ["type": "string", "minLength": 1, "maxLength": 255],
        ]
        func list(_ member: String) -> SchemaNode {
            ["$ref": .text((schema ?? "answers/ingest.schema.json") + "#/properties/\(member)")]
        }
        let answer: SchemaNode = [
            "type": "object",
            "properties": [
                "repeated": ["description": "Whether this delivery was known.", "type": "boolean"],
                "complete": ["description": "Whether all that was recognised could be read.", "type": "boolean"],
                "files": list("files"), "scopes": list("scopes"),
            ],
            "required": ["repeated", "complete", "files", "scopes"], "additionalProperties": false,
        ]
        let post = operation(
            "post-ingest", "Takes one file of whatever ingest reads; 200 is said when it is on disk.", .ingest)
        return (
            "/api/v1/ingest",
            [
                "post": post + [
                    "parameters": .list(parameters + [key]),
                    "requestBody": ["required": true, "content": ["application/octet-stream": [:]]],
                    "responses": responses("What became of it.", answer),
                ]
            ]
        )
    }

    private static var ledger: (name: String, value: SchemaNode) {
        let number: SchemaNode = ["type": "integer", "minimum": 0]
        let text: SchemaNode = ["type": "string"]
        let row: SchemaNode = [
            "batch": number, "source": text, "from": text, "received_at": ["type": "string", "format": "date-time"],
            "received": number, "accepted": number, "duplicate": number, "rejected": number,
            "folded": ["description": "Whether the graph knows it yet.", "type": "boolean"],
        ]
        let answer: SchemaNode = [
            "type": "object",
            "properties": [
                "batches": ["type": "array", "items": ["type": "object", "properties": row]],
                "next": ["description": "What `before` is to be next, or null.", "type": ["integer", "null"]],
            ],
            "required": ["batches", "next"], "additionalProperties": false,
        ]
        let get = operation("get-ingest-batches", "The ledger: what came, newest first.", .read)
        return (
            "/api/v1/ingest/batches",
            [
                "get": get + [
                    "parameters": [
                        [
                            "name": "limit", "in": "query", "description": "How many.",
                            "schema": ["type": "integer", "minimum": 1, "maximum": 1000, "default": 100],
                        ],
                        [
                            "name": "before", "in": "query", "description": "Only those below this number.",
                            "schema": ["type": "integer", "minimum": 1],
                        ],
                    ],
                    "responses": responses("The batches.", answer),
                ]
            ]
        )
    }

    // MARK: The rest

    private static var health: [(name: String, value: SchemaNode)] {
        let open: SchemaNode = ["security": [[:]]]
        let text: SchemaNode = ["200": ["description": "Yes.", "content": ["text/plain": [:]]]]
        let object: SchemaNode = ["type": "object"]
        return [
            (
                "/livez",
                ["get": operation("get-livez", "Whether the process answers.", nil) + open + ["responses": text]]
            ),
            (
                "/readyz",
                [
                    "get": operation(
                        "get-readyz", "Whether telemetry is taken; questions are answered all the same.", nil)
                        + open + [
                            "responses": [
                                "200": ["description": "Yes.", "content": ["application/json": ["schema": object]]],
                                "503": [
                                    "description": "No, and why.", "content": ["application/json": ["schema": object]],
                                ],
                            ]
                        ]
                ]
            ),
            (
                "/version",
                [
                    "get": operation("get-version", "The version of the program.", nil) + open + [
                        "responses": responses("It.", object)
                    ]
                ]
            ),
            (
                "/metrics",
                [
                    "get": operation("get-metrics", "Counts and times, in the text format of Prometheus.", .read) + [
                        "responses": text + ["default": ["$ref": "#/components/responses/Problem"]]
                    ]
                ]
            ),
        ]
    }

    private static func operation(_ id: String, _ summary: String, _ scope: Scope?) -> SchemaNode {
        let operation: SchemaNode = ["operationId": .text(id), "summary": .text(summary)]
        return scope.map { operation + ["x-scope": .text($0.rawValue)] } ?? operation
    }

    private static func responses(_ description: String, _ schema: SchemaNode) -> SchemaNode {
        [
            "200": [
                "description": .text(description), "content": ["application/json": ["schema": schema]],
            ],
            "default": ["$ref": "#/components/responses/Problem"],
        ]
    }

    private static var components: SchemaNode {
        [
            "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
            "parameters": [
                "ContentEncoding": [
                    "name": "Content-Encoding", "in": "header", "schema": ["enum": ["identity", "gzip"]],
                ]
            ],
            "responses": [
                "Problem": [
                    "description": "Why not (RFC 9457); `Retry-After` where it is of use to come again.",
                    "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
                ]
            ],
            "schemas": [
                "Problem": [
                    "type": "object",
                    "properties": [
                        "type": [
                            "enum": .list(Refusal.Kind.allCases.map { .text("urn:overreach:problem:\($0.rawValue)") })
                        ],
                        "title": ["type": "string"], "status": ["type": "integer"], "detail": ["type": "string"],
                    ],
                    "required": ["type", "title", "status", "detail"], "additionalProperties": false,
                ],
                "Status": [
                    "type": "object",
                    "properties": ["code": ["type": "integer"], "message": ["type": "string"]],
                    "required": ["code", "message"],
                ],
            ],
        ]
    }
}
