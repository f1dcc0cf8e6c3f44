import OverreachModel
import Testing

@testable import OverreachPolicy

struct PolicyDocumentTests {
    @Test func aBadStatementIsLeftOutAndTheRestStands() {
        let document = policy(
            #"""
            {"Sid": "Good", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
            {"Effect": "allow", "Action": "s3:*", "Resource": "*"},
            {"Sid": "Last", "Effect": "Deny", "NotAction": ["s3:*"], "NotResource": ["a"]}
            """#)
        #expect(document.statements.map(\.sid) == ["Good", "Last"])
        #expect(document.statements.map(\.index) == [0, 2])
        #expect(document.problems.map(\.pointer) == ["/Statement/1/Effect"])
    }

    @Test(arguments: [
        (#"{"Action": "s3:*", "Resource": "*"}"#, "/Statement/0/Effect"),
        (#"{"Effect": "Allow", "Resource": "*"}"#, "/Statement/0"),
        (#"{"Effect": "Allow", "Action": "a:b", "NotAction": "a:c", "Resource": "*"}"#, "/Statement/0"),
        (#"{"Effect": "Allow", "Action": [1], "Resource": "*"}"#, "/Statement/0/Action/0"),
        (#"{"Effect": "Allow", "Action": "a:b", "Resource": {}}"#, "/Statement/0/Resource"),
        (
            #"{"Effect": "Allow", "Action": "a:b", "Resource": "*", "Principal": {"User": "x"}}"#,
            "/Statement/0/Principal/User"
        ),
        ("7", "/Statement/0"),
    ])
    func saysWhereAStatementIsWrongThatIsLeftOut(statement: String, pointer: String) {
        let document = policy(statement)
        #expect(document.statements.isEmpty)
        #expect(document.problems.map(\.pointer) == [pointer])
    }

    @Test func keepsTheLinesOfStatements() {
        let statement = Value.object([
            Value.Member("Effect", .string("Allow"), line: 8), Value.Member("Action", .string("s3:GetObject"), line: 9),
            Value.Member("Resource", .string("*"), line: 10),
        ])
        let document = PolicyDocument(
            .object([Value.Member("Statement", .array([Value.Element(statement, line: 7)]), line: 6)]))
        #expect(document.statements.map(\.line) == [7])
        #expect(document.statements.map(\.actionPatterns) == [["s3:GetObject"]])
    }

    @Test func aSingleStatementNeedsNoArray() {
        let value = JSON.value(#"{"Statement": {"Effect": "Allow", "Action": "a:b", "Resource": "*"}}"#)
        #expect(PolicyDocument(value).statements.count == 1)
    }

    @Test(arguments: [Value.null, .string("x"), .array([]), .object([]), .object([Value.Member("Statement", .null)])])
    func whatIsNoPolicyHasNoStatementsAndAProblem(value: Value) {
        #expect(PolicyDocument(value).statements.isEmpty)
        #expect(!PolicyDocument(value).problems.isEmpty)
    }
}
