import OverreachModel
import OverreachSecrets
import OverreachWire

/// What the content of one span or log record holds: labels, and which calls of tools it tells of.
struct ContentReading {
    /// A call of a tool that a model asked for.
    struct AskedCall: Hashable {
        let id: String
        let name: String
    }

    /// What is kept of it.
    struct Findings {
        var labels: Set<ContentLabel> = []
        /// Calls of tools that the model asked for in its answer.
        var asked: Set<AskedCall> = []
        /// Calls that stand in what the model was given: it had asked for them before.
        var repeated: Set<AskedCall> = []
        /// Ids of calls whose results came back.
        var answered: Set<Text> = []
        /// Of these, those whose results say that the call failed.
        var failed: Set<Text> = []
        /// Whether the record is of a call of a tool whose result says so.
        var hasFailed = false
        /// The server and the tool that a wrapped call names.
        var server: String?
        /// Bytes that were not looked at, by the limit that was hit.
        var unseen: [UnseenContent.Limit: Int] = [:]
        /// What a list says of its tools.
        var hints: [ToolHint: Set<Text>] = [:]
        var tool: String?
    }

    private struct Piece {
        let role: ContentTerm.Role
        let path: String
        let value: JSONValue
        var callID = ""
        /// Whether it is made of messages, and no content of a tool's or a person's.
        let isMessage: Bool
        /// Whether it is one of the messages that went into a question, each by itself.
        var isOfHistory = false
    }

    /// A piece as it is walked through.
    struct Walked {
        let value: JSONValue
        let place: ContentLabel.Place
        let callID: String
        let isMessage: Bool
    }

    private var pieces: [Piece] = []

    /// Whether the record carries none.
    var isEmpty: Bool { pieces.isEmpty }

    /// The most labels and calls of one record: more would only make a hostile one slow.
    static let limit = 256

    mutating func add(_ term: ContentTerm, _ name: String, _ value: JSONValue) {
        let path = term.isPrefix ? String(decoding: name.utf8.dropFirst(term.name.utf8.count), as: UTF8.self) : ""
        pieces.append(Piece(role: term.role, path: path, value: value, isMessage: term.isMessage))
    }

    /// Adds one message; `isOfHistory` says whether it went into a question, and did not come out of one.
    mutating func add(_ value: JSONValue, as place: ContentLabel.Place, callID: String, isOfHistory: Bool) {
        pieces.append(
            Piece(
                role: .place(place), path: "", value: value, callID: callID, isMessage: true, isOfHistory: isOfHistory))
    }

    /// The names of agents in what went into a record of LlamaIndex and came out of it.
    func agentNames(of source: LlamaIndexNames.Source) -> LlamaIndexNames {
        var names = LlamaIndexNames(source)
        for piece in pieces {
            switch piece.role {
            case .input: names.take(piece.value, isInput: true)
            case .output: names.take(piece.value, isInput: false)
            case .place(.arguments): names.takeArguments(piece.value)
            case .place, .indexed, .toolParameters: continue
            }
        }
        return names
    }

    /// What was found; `isTool` says whether the record is of a call of a tool, `isOfServer` whether as MCP has it, `callID`
    /// of which call, `trace` in which trace; `hasMessages` whether it may hold messages at all.
    func findings(isTool: Bool, isOfServer: Bool, callID: String, trace: String, hasMessages: Bool) -> Findings {
        guard !pieces.isEmpty else { return Findings() }

        var walk = ContentWalk(trace: trace)
        var walked: [Walked] = []
        var history: [Walked] = []
        func add(_ piece: Piece, _ place: ContentLabel.Place, _ call: String, _ isMessage: Bool) {
            let one = Walked(
                value: piece.value, place: place, callID: call, isMessage: isMessage && hasMessages && !isTool)
            if piece.isOfHistory { history.append(one) } else { walked.append(one) }
        }
        for piece in pieces {
            switch piece.role {
            case .place(let said):
                // Strands writes what went into a tool and what came out of it as messages of a model.
                let place = isTool ? said.ofTool : said
                let isOfCall = place == .arguments || place == .result
                add(piece, place, piece.callID.isEmpty && isOfCall ? callID : piece.callID, piece.isMessage)
            case .input: add(piece, isTool ? .arguments : .prompt, isTool ? callID : "", true)
            case .output: add(piece, isTool ? .result : .answer, isTool ? callID : "", true)
            case .toolParameters:
                walk.takeParameters(piece.value)
                add(piece, .arguments, callID, false)
            case .indexed: continue
            }
        }
        walked += indexedMessages().map {
            Walked(value: $0.1, place: $0.0, callID: "", isMessage: $0.0 != .result && hasMessages && !isTool)
        }
        for one in walked where one.place == .prompt { walk.walk([one], isHistory: true) }
        if !history.isEmpty { walk.walk(history, isHistory: true) }
        for one in walked where one.place != .prompt { walk.walk([one], isHistory: false) }
        walk.pairLeftOvers()

        var findings = walk.findings
        findings.hasFailed =
            isTool
            && (walked + history).contains { one in
                one.place == .result && ToolAnswer.resultSaysItFailed(one.value, isOfServer: isOfServer)
            }
        return findings
    }

    /// The messages that stand in attributes one by one, put together: `0.message.tool_calls.1.tool_call.id`.
    private func indexedMessages() -> [(ContentLabel.Place, JSONValue)] {
        var trees: [ContentLabel.Place: PathTree] = [:]
        for piece in pieces {
            guard case .indexed(let place) = piece.role else { continue }
            let parts = piece.path.split(separator: ".").map(String.init).filter {
                !ContentReading.wrappers.contains($0)
            }
            trees[place, default: PathTree()].insert(parts[...], piece.value)
        }
        return ContentLabel.Place.allCases.compactMap { place in trees[place].map { (place, $0.value) } }
    }

    /// Names in paths that only say what kind of thing follows.
    private static let wrappers: Set<String> = [
        "message", "message_content", "tool_call", "document", "document.content",
    ]
}

extension ContentLabel.Place {
    /// What it is in a record of a call of a tool.
    fileprivate var ofTool: ContentLabel.Place {
        switch self {
        case .prompt, .instructions, .arguments: .arguments
        case .answer, .result: .result
        }
    }
}

/// Values by path, as a tree.
private struct PathTree {
    private var leaf: JSONValue?
    private var children: [(name: String, tree: PathTree)] = []
    private var places: [Text: Int] = [:]  // of the children, by name

    /// A hostile path may have any length.
    private static let depthLimit = 12

    /// Complexity: O(1) in the number of values.
    mutating func insert(_ path: ArraySlice<String>, _ value: JSONValue, depth: Int = 0) {
        guard let first = path.first else {
            leaf = value
            return
        }
        // What is deeper stands side by side there, under the rest of its path.
        let isDeep = depth >= PathTree.depthLimit
        let name = isDeep ? path.joined(separator: ".") : first
        if isDeep {
            var tree = PathTree()
            tree.leaf = value
            if places[Text(name)] == nil {
                places[Text(name)] = children.count
                children.append((name, tree))
            }
            return
        }
        if let place = places[Text(name)] {
            children[place].tree.insert(path.dropFirst(), value, depth: depth + 1)
        } else {
            var tree = PathTree()
            tree.insert(path.dropFirst(), value, depth: depth + 1)
            places[Text(name)] = children.count
            children.append((name, tree))
        }
    }

    /// A node whose children are numbers is a list.
    var value: JSONValue {
        if children.isEmpty { return leaf ?? JSONValue(.null) }
        if children.allSatisfy({ Int($0.name) != nil }) { return JSONValue(.array(children.map(\.tree.value))) }
        return JSONValue(.object(children.map { JSONMember(key: $0.name, value: $0.tree.value) }))
    }
}
