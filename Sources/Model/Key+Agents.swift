extension Key {
    /// The key of an agent: never an id of one run or session.
    public static func agent(serviceNamespace: String, service: String, name: String) -> Key {
        Key(NodeType(AgentNode.agent), scope: "", id: "\(serviceNamespace)/\(service)/\(name)")
    }

    /// The key of a person by user id, or e-mail address.
    public static func person(_ id: String) -> Key {
        Key(NodeType(AgentNode.person), scope: "", id: id)
    }

    /// The key of a client configuration: a file on a host.
    public static func client(host: String, file: String) -> Key {
        Key(NodeType(AgentNode.client), scope: host, id: file)
    }

    /// The key of a server as a configuration declares it.
    public static func serverEntry(host: String, file: String, name: String) -> Key {
        Key(NodeType(AgentNode.serverEntry), scope: host, id: "\(file)#\(name)")
    }

    /// The key of a running server: where it runs, its service, the name it gives itself.
    public static func server(place: String, service: String, name: String) -> Key {
        Key(NodeType(AgentNode.server), scope: place, id: "\(service)/\(name)")
    }

    /// The key of a tool, below the id of the server or agent that offers it.
    public static func tool(of owner: Key, name: String) -> Key {
        Key(NodeType(AgentNode.tool), below: owner, "#\(name)")
    }

    /// The key of a saved list of tools: a file on a host.
    public static func toolList(host: String, file: String) -> Key {
        Key(NodeType(AgentNode.toolList), scope: host, id: file)
    }

    /// The key of a secret that is known by its place only.
    public static func secret(host: String, file: String, server: String, place: String) -> Key {
        Key(NodeType(AgentNode.secret), scope: host, id: "\(file)#\(server)/\(place)")
    }

    /// The key of a service process on a host.
    public static func process(host: String, service: String) -> Key {
        Key(NodeType(AgentNode.process), scope: host, id: "\(host)/\(service)")
    }

    /// The key of a host.
    public static func host(_ name: String) -> Key {
        Key(NodeType(AgentNode.host), scope: "", id: name)
    }
}
