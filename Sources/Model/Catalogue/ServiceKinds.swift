/// Data stores that only telemetry names, by system, address and name.
public enum ServiceNode: String, NodeDomain {
    case database = "DATABASE"
    case webAPI = "WEB_API"
    case resource = "MCP_RESOURCE"
    case dataSource = "DATA_SOURCE"

    /// What there is to say of the type.
    public var spec: NodeSpec {
        switch self {
        case .database:
            NodeSpec(
                .dataStore, "database", "A database, as the spans of its drivers name it.",
                id: "system://address:port/name, in the scope of its host where the address is the machine's own")
        case .webAPI:
            NodeSpec(
                .dataStore, "web API", "What HTTP clients of tools send requests to.",
                id: "scheme://host:port, in the scope of its host where the address is the machine's own")
        case .resource:
            NodeSpec(
                .dataStore, "MCP resource", "What an MCP server gives to read by `resources/read`.",
                id: "scheme://authority of its URI, in the scope of its server")
        case .dataSource:
            NodeSpec(
                .dataStore, "data source", "What an agent looks things up in, or remembers in, as its spans name it.",
                id: "its id, in the scope of the service that says it")
        }
    }
}

/// Who acts and what is touched in clouds of which only the audit logs are read.
public enum OtherCloudNode: String, NodeDomain {
    case googleIdentity = "GOOGLE_IDENTITY"
    case googleStore = "GOOGLE_DATA_STORE"
    case azureIdentity = "AZURE_IDENTITY"
    case azureStore = "AZURE_DATA_STORE"

    /// What there is to say of the type.
    public var spec: NodeSpec {
        switch self {
        case .googleIdentity:
            NodeSpec(
                .identity, "Google Cloud identity", "A user, service account or workload of Google Cloud.",
                id: "e-mail address, or principal subject")
        case .googleStore:
            NodeSpec(
                .dataStore, "Google Cloud data store", "A bucket, secret, dataset or the like of Google Cloud.",
                id: "service and resource name")
        case .azureIdentity:
            NodeSpec(
                .identity, "Azure identity", "A user, service principal or managed identity of Azure.",
                id: "user principal name, else object or application id")
        case .azureStore:
            NodeSpec(
                .dataStore, "Azure data store", "A storage account, vault or the like of Azure.", id: "resource id")
        }
    }
}

/// How identities become others, as audit logs show it.
public enum ObservedIdentityEdge: String, EdgeDomain {
    case impersonated = "IDENTITY_IMPERSONATED"
    case signedInAs = "IDENTITY_SIGNED_IN_AS"

    /// What there is to say of the kind.
    public var spec: EdgeSpec {
        switch self {
        case .impersonated:
            EdgeSpec(
                "impersonated", "The identity made requests as the other.", from: [.identity], to: [.identity], .control
            )
        case .signedInAs:
            EdgeSpec(
                "signed in as", "The identity of a cloud is the user of the cluster.", from: [.identity],
                to: [.identity], .control)
        }
    }
}
