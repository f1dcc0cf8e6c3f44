import OverreachModel

/// The calls of tools that records of the tools themselves tell of, so that messages tell nothing more.
struct KnownTools {
    /// A tool without an id of the call: whose it is, and where.
    private struct Use: Hashable {
        enum Place: Hashable {
            case scope(Int)
            case process(Text)
        }
        enum User: Hashable {
            case anybody, nobody
            case agent(Key)
        }
        let place: Place
        let user: User
        let tool: Text
    }

    private let runtime: Runtime
    private let scopes: CallScopes
    private var inScope: Set<CallScopes.InScope> = []
    private var inProcess: Set<CallScopes.InProcess> = []
    private var distinct: Set<Text> = []
    private var uses: Set<Use> = []
    private var bareUses: Set<Use> = []  // by what is left of names of which a prefix names the server

    init(_ runtime: Runtime, _ scopes: CallScopes) {
        self.runtime = runtime
        self.scopes = scopes
    }

    /// Takes a record of a call with an id.
    mutating func add(_ id: String, _ span: Int) {
        let scope = scopes[span]
        inScope.insert(scopes.inScope(Text(id), span))
        if CallScopes.isDistinct(id, tool: runtime.readings[span].toolName) { distinct.insert(Text(id)) }
        // Where each step is a trace by itself, the question to the model is in another one.
        if !scopes.asksModel(scope) {
            inProcess.insert(scopes.inProcess(Text(id), span))
        }
    }

    /// Takes a record of a call without one.
    mutating func addUnnumbered(_ span: Int) {
        guard let tool = runtime.readings[span].toolName else { return }
        let scope = scopes[span]
        let user = runtime.chains.key(ofAgentOf: span).map(Use.User.agent) ?? .nobody
        var places = [Use.Place.scope(scope)]
        if !scopes.asksModel(scope) { places.append(.process(runtime.process(of: span).mark)) }
        for place in places {
            for user in [user, .anybody] {
                uses.insert(Use(place: place, user: user, tool: Text(tool)))
                guard let bare = Servers.prefixed(tool)?.tool else { continue }
                bareUses.insert(Use(place: place, user: user, tool: Text(bare)))
            }
        }
    }

    /// Whether a record of the tool tells of the call.
    func tells(of call: MessageCalls.Call) -> Bool {
        let id = Text(call.id)
        if call.isNumbered {
            if distinct.contains(id) { return true }
            for span in call.members {
                if inScope.contains(scopes.inScope(id, span)) || inProcess.contains(scopes.inProcess(id, span)) {
                    return true
                }
            }
        }
        let bare = Servers.prefixed(call.tool)?.tool
        return call.members.contains { span in
            let places = [Use.Place.scope(scopes[span]), .process(runtime.process(of: span).mark)]
            // What names no agent may be of any, on either side.
            let users = runtime.chains.key(ofAgentOf: span).map { [Use.User.agent($0), .nobody] } ?? [.anybody]
            return places.contains { place in
                users.contains { user in
                    let use = Use(place: place, user: user, tool: Text(call.tool))
                    if uses.contains(use) { return true }
                    guard let bare else { return bareUses.contains(use) }
                    return uses.contains(Use(place: place, user: user, tool: Text(bare)))
                }
            }
        }
    }
}
