import OverreachModel

/// What Overreach reads from the attributes of a span, whatever an emitter calls it.
///
/// A variant of an emitter is one more name in a row. What stands in no row is never kept: prompts, arguments, results
/// and messages have no row.
enum SpanTerm: CaseIterable {
    case agentName, operation, toolName
    case mcpMethod, mcpServerName, transport
    case rpcSystem, rpcService, rpcMethod
    case awsRequestID, awsRegion, secretARN, tableNames, bucket
    case queueURL, topicARN, destination, streamName, functionName, parameterName, knowledgeBase
    case databaseSystem, databaseName, databaseOperation, databaseCollection
    case serverAddress, serverPort
    case httpStatus
    case endUserID, userID, userEmail
    case errorType

    /// The names it goes by; the first that a span carries counts.
    var names: [String] {
        switch self {
        case .agentName: ["gen_ai.agent.name", "agent_name"]
        case .operation: ["gen_ai.operation.name"]
        case .toolName: ["gen_ai.tool.name"]
        case .mcpMethod: ["mcp.method.name"]
        case .mcpServerName: ["fastmcp.server.name", "mcp.server.name"]
        case .transport: ["network.transport"]
        case .rpcSystem: ["rpc.system", "rpc.system.name"]
        case .rpcService: ["rpc.service"]
        case .rpcMethod: ["rpc.method"]
        case .awsRequestID: ["aws.request_id", "aws.requestId"]
        case .awsRegion: ["cloud.region", "aws.region"]
        case .secretARN: ["aws.secretsmanager.secret.arn"]
        case .tableNames: ["aws.dynamodb.table_names"]
        case .bucket: ["aws.s3.bucket"]
        case .queueURL: ["aws.sqs.queue.url", "aws.sqs.queue_url", "aws.queue.url", "messaging.url"]
        case .topicARN: ["aws.sns.topic.arn", "aws.sns.topic_arn", "messaging.destination_publish.name"]
        case .destination: ["messaging.destination.name", "messaging.destination"]
        case .streamName: ["aws.kinesis.stream_name", "aws.kinesis.stream.name", "aws.stream.name"]
        case .functionName: ["aws.lambda.function.arn", "aws.lambda.function.name", "faas.invoked_name"]
        case .parameterName: ["aws.ssm.parameter.name"]
        case .knowledgeBase: ["aws.bedrock.knowledge_base.id", "aws.bedrock.knowledge_base_id"]
        case .databaseSystem: ["db.system.name", "db.system"]
        case .databaseName: ["db.namespace", "db.name"]
        case .databaseOperation: ["db.operation.name", "db.operation"]
        case .databaseCollection: ["db.collection.name", "db.sql.table"]
        case .serverAddress: ["server.address", "net.peer.name"]
        case .serverPort: ["server.port", "net.peer.port"]
        case .httpStatus: ["http.response.status_code", "http.status_code"]
        case .endUserID: ["enduser.id"]
        case .userID: ["user.id"]
        case .userEmail: ["user.email"]
        case .errorType: ["error.type"]
        }
    }
}

extension SpanRecord {
    /// What the span says under the first of the term's names that it carries; nil where all are missing or empty.
    func value(_ term: SpanTerm) -> String? {
        attributes.value(ofFirst: term.names)
    }
}

extension [Property] {
    /// The value under the first of these names that is there and not empty; the names are ASCII.
    func value(ofFirst names: [String]) -> String? {
        for name in names {
            // With as many bytes as an ASCII name, a text that `==` equates with it has the same bytes: whatever else
            // Unicode equates with ASCII is longer. This comparison is the inner loop of correlation.
            for property in self
            where property.name.utf8.count == name.utf8.count && property.name == name && !property.value.isEmpty {
                return property.value
            }
        }
        return nil
    }
}
