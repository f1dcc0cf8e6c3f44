internal import Foundation
internal import OverreachModel
internal import OverreachPosture
internal import OverreachWire
import Testing

/// Members are taken out of a configuration as it is written.
struct MCPFileEditTests {
    private struct Case: CustomTestStringConvertible {
        let name: String
        let text: String
        let pointers: [String]
        let result: String
        var testDescription: String { name }
    }

    private static let cases = [
        Case(
            name: "the first of three",
            text:
                "{\n  \"mcpServers\": {\n    \"a\": {\n      \"command\": \"x\"\n    },\n    \"b\": {\"command\": \"y\"},\n    \"c\": {}\n  }\n}\n",
            pointers: ["/mcpServers/a"],
            result: "{\n  \"mcpServers\": {\n    \"b\": {\"command\": \"y\"},\n    \"c\": {}\n  }\n}\n"),
        Case(
            name: "the last one takes the comma before it",
            text: "{\n\t\"mcpServers\": {\n\t\t\"a\": {},\n\t\t\"b\": {\n\t\t\t\"command\": \"y\"\n\t\t}\n\t}\n}",
            pointers: ["/mcpServers/b"], result: "{\n\t\"mcpServers\": {\n\t\t\"a\": {}\n\t}\n}"),
        Case(
            name: "the only one", text: "{\n  \"mcpServers\": {\n    \"a\": {}\n  }\n}\n", pointers: ["/mcpServers/a"],
            result: "{\n  \"mcpServers\": {\n  }\n}\n"),
        Case(
            name: "a comma at the end stays one",
            text: "{\n  \"servers\": {\n    \"a\": {},\n    \"b\": {}, // why\n  },\n}\n",
            pointers: ["/servers/b"], result: "{\n  \"servers\": {\n    \"a\": {},\n  },\n}\n"),
        Case(
            name: "comments stay",
            text:
                "// top\n{\n  /* all, of: \"b\": {} */\n  \"mcpServers\": {\n    // of a\n    \"a\": {\"command\": \"x\"}, /* } */\n    // of b\n    \"b\": {\"command\": \"y // no\"}\n  } // end\n}\n",
            pointers: ["/mcpServers/b"],
            result:
                "// top\n{\n  /* all, of: \"b\": {} */\n  \"mcpServers\": {\n    // of a\n    \"a\": {\"command\": \"x\"} /* } */\n    // of b\n  } // end\n}\n"
        ),
        Case(
            name: "all on one line", text: "{\"mcpServers\": {\"a\": {\"command\": \"x\"}, \"b\": {}, \"c\": {}}}",
            pointers: ["/mcpServers/b"], result: "{\"mcpServers\": {\"a\": {\"command\": \"x\"}, \"c\": {}}}"),
        Case(
            name: "the last on one line", text: "{\"mcpServers\": {\"a\": {}, \"b\": {}}}\n",
            pointers: ["/mcpServers/b"],
            result: "{\"mcpServers\": {\"a\": {}}}\n"),
        Case(
            name: "lines with carriage returns",
            text: "{\r\n  \"mcpServers\": {\r\n    \"a\": {},\r\n    \"b\": {}\r\n  }\r\n}\r\n",
            pointers: ["/mcpServers/b"], result: "{\r\n  \"mcpServers\": {\r\n    \"a\": {}\r\n  }\r\n}\r\n"),
        Case(
            name: "two variables of three",
            text:
                "{\"mcpServers\": {\"a\": {\"env\": {\n  \"X\": \"1\",\n  \"KEY_ID\": \"2\",\n  \"KEY\": \"3\"\n}}}}\n",
            pointers: ["/mcpServers/a/env/KEY_ID", "/mcpServers/a/env/KEY"],
            result: "{\"mcpServers\": {\"a\": {\"env\": {\n  \"X\": \"1\"\n}}}}\n"),
        Case(
            name: "all variables of one line",
            text: "{\"mcpServers\": {\"a\": {\"env\": {\"ID\": \"1\", \"KEY\": \"2\"}}}}\n",
            pointers: ["/mcpServers/a/env/ID", "/mcpServers/a/env/KEY"],
            result: "{\"mcpServers\": {\"a\": {\"env\": {}}}}\n"),
        Case(
            name: "keys with marks",
            text: "{\n  \"mcpServers\": {\n    \"@s/co\\u0070e~1\": {},\n    \"é\": {}\n  }\n}\n",
            pointers: ["/mcpServers/@s~1cope~01"], result: "{\n  \"mcpServers\": {\n    \"é\": {}\n  }\n}\n"),
    ]

    @Test(arguments: cases) private func whatStaysIsAsItWas(_ one: Case) throws {
        let edit = try #require(MCPFileEdit(Array(one.text.utf8), removing: one.pointers))
        let text = edit.new.joined(separator: "\n") + (edit.endsWithNewline ? "\n" : "")
        #expect(text == one.result)
        _ = try JSONValue.parse(Array(text.utf8), dialect: .jsonc)
        #expect(try sed(edit.script, one.text) == one.result)
    }

    @Test func membersThatWentBeforeAreCountedOut() throws {
        let text = "{\n  \"mcpServers\": {\n    \"a\": {},\n    \"b\": {},\n    \"c\": {}\n  }\n}\n"
        let edit = try #require(
            MCPFileEdit(
                Array(text.utf8), removing: ["/mcpServers/c"],
                after: ["/mcpServers/a", "/mcpServers/b/env"].filter { $0.hasSuffix("a") }))
        #expect(edit.old == ["{", "  \"mcpServers\": {", "    \"b\": {},", "    \"c\": {}", "  }", "}"])
        #expect(edit.new == ["{", "  \"mcpServers\": {", "    \"b\": {}", "  }", "}"])
    }

    @Test func whatIsNotThereIsNoEdit() {
        let text = Array("{\"mcpServers\": {\"a\": {}}}".utf8)
        for pointer in ["/mcpServers/b", "/mcpServers/a/env/X", "", "/", "mcpServers"] {
            #expect(MCPFileEdit(text, removing: [pointer]) == nil, "\(pointer)")
        }
        #expect(MCPFileEdit(Array("{\"mcpServers\": ".utf8), removing: ["/mcpServers"]) == nil)
    }

    @Test func linesThatMayHoldASecretAreHidden() throws {
        let text = """
            {
              "mcpServers": {
                "a": {
                  "command": "npx",
                  "args": ["-y", "server", "--verbose"],
                  "env": {
                    "LEVEL": "${LEVEL}",
                    "MODE": "quiet"
                  }
                },
                "b": {
                  "args": [
                    "--token",
                    "short"
                  ],
                  "command": "run",
                  "url": "https://user:pass@host.example/mcp"
                } // ghp_abcdefghijklmnopqrstuvwxyz0123456789
              }
            }

            """
        let edit = try #require(MCPFileEdit(Array(text.utf8), removing: ["/mcpServers/a"]))
        #expect(edit.hidden.contains(7) && !edit.hidden.contains(6))  // a value of the environment, and a reference
        #expect(edit.hidden.contains(13) && edit.hidden.contains(16) && edit.hidden.contains(17))
        #expect(edit.hidden.isDisjoint(with: [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 15, 18, 19]))
    }

    /// No text, however it is cut or turned, traps or makes an edit that is no JSON.
    @Test func damagedTextsAreNoTrap() throws {
        for one in Self.cases {
            let bytes = Array(one.text.utf8)
            for end in bytes.indices {
                var cut = Array(bytes[..<end])
                check(cut, one.pointers)
                cut = bytes
                cut[end] ^= 0x04
                check(cut, one.pointers)
                cut.remove(at: end)
                check(cut, one.pointers)
            }
        }
    }

    private func check(_ bytes: [UInt8], _ pointers: [String]) {
        guard let edit = MCPFileEdit(bytes, removing: pointers) else { return }
        let text = edit.new.joined(separator: "\n")
        #expect(
            (try? JSONValue.parse(Array(text.utf8), dialect: .jsonc)) != nil,
            "\(String(decoding: bytes, as: UTF8.self))")
    }

    private func sed(_ script: [String], _ text: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("overreach-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["LC_ALL=C", "sed", "-i"] + script.flatMap { ["-e", $0] } + [file.path]
        try process.run()
        process.waitUntilExit()
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}
