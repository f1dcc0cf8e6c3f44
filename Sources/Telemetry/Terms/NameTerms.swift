public import OverreachModel

/// What names of a span become a node together, so that their number can be bounded.
public enum NameTerms: Int, Sendable, CaseIterable {
    case agent, process, workload, tool, store, person, owner

    private var resource: [ResourceTerm] {
        switch self {
        case .agent: [.serviceNamespace, .serviceName]
        case .process: [.serviceNamespace, .serviceName, .hostName, .hostID, .command, .commandLine]
        case .workload: [.cluster, .namespace, .deployment, .statefulSet, .daemonSet, .job, .cronJob, .account]
        case .tool, .store, .person: []
        case .owner: [.owner]
        }
    }

    private var attributes: [SpanTerm] {
        switch self {
        case .agent: [.agentName]
        case .process, .workload, .owner: []
        case .tool: [.mcpServerName, .toolName, .entityName]
        case .store:
            [
                .databaseSystem, .databaseName, .serverAddress, .serverPort, .url, .bucket, .tableNames, .queueURL,
                .topicARN, .destination, .streamName, .functionName, .parameterName, .secretARN, .knowledgeBase,
                .dataSource,
            ]
        case .person: [.endUserID, .userID, .userEmail]
        }
    }

    /// By name of an attribute: a bit a group.
    private static let resourceMasks = masks { $0.resource.flatMap(\.names) }
    private static let attributeMasks = masks { $0.attributes.flatMap(\.names) }

    private static func masks(_ names: (NameTerms) -> [String]) -> [Text: UInt8] {
        var masks: [Text: UInt8] = [:]
        for group in allCases {
            for name in names(group) { masks[Text(name), default: 0] |= 1 << UInt8(group.rawValue) }
        }
        return masks
    }

    /// A hash of the names that a span has of each group, nil where it has none; the same within one process only.
    public static func hashes(of span: SpanRecord) -> [Int?] {
        var hashers = [Hasher?](repeating: nil, count: allCases.count)
        func add(_ properties: [Property], _ masks: [Text: UInt8]) {
            for property in properties {
                guard let mask = masks[Text(property.name)] else { continue }
                for group in hashers.indices where mask & 1 << UInt8(group) != 0 {
                    var hasher = hashers[group] ?? Hasher()
                    UTF8Order.hash(property.name, into: &hasher)
                    UTF8Order.hash(property.value, into: &hasher)
                    hashers[group] = hasher
                }
            }
        }
        add(span.resource, resourceMasks)
        add(span.attributes, attributeMasks)
        return hashers.map { $0?.finalize() }
    }

    /// Gives every name of the group that a span has the same value.
    public func replace(in span: inout SpanRecord, with value: String) {
        func replace(_ properties: inout [Property], _ masks: [Text: UInt8]) {
            for index in properties.indices {
                guard let mask = masks[Text(properties[index].name)], mask & 1 << UInt8(rawValue) != 0 else { continue }
                properties[index].value = value
            }
        }
        replace(&span.resource, NameTerms.resourceMasks)
        replace(&span.attributes, NameTerms.attributeMasks)
    }
}
