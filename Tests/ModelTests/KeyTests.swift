import OverreachModel
import Testing

struct KeyTests {
    @Test func keysAreComparedAsBytes() {
        let composed = Key(NodeType(AgentNode.person), scope: "", id: "caf\u{E9}")
        let decomposed = Key(NodeType(AgentNode.person), scope: "", id: "cafe\u{301}")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(decomposed < composed)
    }

    @Test(arguments: ["", "acme-prod", "unknown:/a:b", "100%25", "a%3Ab"])
    func aScopeSurvivesTheText(scope: String) {
        let key = Key(NodeType(KubernetesNode.namespace), scope: scope, id: "x:y")
        let read = Key(text: key.text)
        #expect(read.scope == scope)
        #expect(read.id == "x:y")
        #expect(read.type == NodeType(KubernetesNode.namespace))
    }

    @Test(arguments: ["", "acme-prod", "unknown:/a:b", "100%25"])
    func aToolLivesWhereItsServerDoes(scope: String) {
        let server = Key(NodeType(AgentNode.server), scope: scope, id: "a:b/c")
        let tool = Key.tool(of: server, name: "look#up:now")
        #expect(tool == Key(NodeType(AgentNode.tool), scope: scope, id: "a:b/c#look#up:now"))
        #expect(tool.scope == scope)
        #expect(Key.tool(of: Key(text: "odd"), name: "x").text == "\(NodeType(AgentNode.tool).name)::odd#x")
    }

    @Test func scopesPropertiesAndEvidenceAreComparedAsBytesToo() {
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        #expect(
            RunScope(source: "aws", instance: composed, part: "iam")
                != RunScope(source: "aws", instance: decomposed, part: "iam"))
        #expect(Set([Property("tag", composed), Property("tag", decomposed)]).count == 2)
        #expect(Set([Evidence(source: "x", file: composed), Evidence(source: "x", file: decomposed)]).count == 2)
    }
}
