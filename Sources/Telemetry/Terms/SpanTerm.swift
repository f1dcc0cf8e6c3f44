import OverreachModel

/// What Overreach reads from the attributes of a span, whatever an emitter calls it.
///
/// A variant of an emitter is one more name in a row. What stands in no row is never kept: prompts, arguments, results
/// and messages have no row.
enum SpanTerm: CaseIterable {
    case stepKind, agentName, agentNode, operation, toolName, toolKind, callID, conversation
    case handoffFrom, handoffTo
    case mcpMethod, mcpServerName, transport
    case rpcSystem, rpcService, rpcMethod
    case auditID, awsRequestID, awsRegion, secretARN, tableNames, bucket, copySource
    case queueURL, topicARN, destination, streamName, functionName, parameterName, knowledgeBase
    case databaseSystem, databaseName, databaseOperation, databaseCollection
    case serverAddress, serverPort, url
    case httpMethod, httpStatus
    case endUserID, userID, userEmail
    case errorType, decision, success
    case entityName, eventName, dataSource, resourceURI

    /// The names it goes by; the first that a span carries counts.
    var names: [String] {
        switch self {
        case .stepKind:
            [
                "openinference.span.kind", "traceloop.span.kind", "langfuse.observation.type", "ai.operationId",
                "span.type", "mlflow.spanType", "genkit:metadata:subtype", "genkit:type", "langsmith.span.kind",
                "logfire.msg_template", "lk.span.kind",
            ]
        case .agentName:
            [
                // LangChain's own word for the acting agent: what instruments it writes the outermost one beside it.
                "traceloop.association.properties.lc_agent_name", "langfuse.observation.metadata.lc_agent_name",
                "metadata", "gen_ai.agent.name", "agent_name", "agent.name", "ai.telemetry.functionId",
                "langgraph.agent.name", "crewai.agent.role",
            ]
        case .agentNode: ["graph.node.id"]
        case .handoffFrom: ["gen_ai.handoff.from_agent", "from_agent"]
        case .handoffTo: ["gen_ai.handoff.to_agent", "to_agent"]
        case .operation: ["gen_ai.operation.name"]
        case .toolName:
            [
                "gen_ai.tool.name", "tool.name", "ai.toolCall.name", "mcp.tool.name", "tool_name", "function_name",
                "lk.function_tool.name",
            ]
        case .toolKind: ["tool_type"]
        case .callID:
            [
                "gen_ai.tool.call.id", "tool_use_id", "call_id", "ai.toolCall.id", "tool_call.id", "tool.call.id",
                "lk.function_tool.id", "tool.id", "gen_ai.tool.call_id",
            ]
        case .conversation:
            [
                "gen_ai.conversation.id", "conversation.id", "session.id", "langfuse.session.id",
                "traceloop.association.properties.session_id", "ai.telemetry.metadata.sessionId",
                "mlflow.trace.session",
                "gcp.vertex.agent.session_id",
            ]
        case .mcpMethod: ["mcp.method.name", "mcp.method"]
        case .mcpServerName:
            [
                "fastmcp.server.name", "mcp.server.name", "mcp_server_name", "mcp.server", "server_name",
                "gen_ai.mcp.server.name", "anthropic.mcp.server.name", "mcp_server",
            ]
        case .transport: ["network.transport", "mcp.transport"]
        case .rpcSystem: ["rpc.system", "rpc.system.name"]
        case .rpcService: ["rpc.service", "aws.service"]
        case .rpcMethod: ["rpc.method", "aws.operation"]
        case .auditID: ["http.response.header.audit-id", "http.response.header.audit_id"]
        case .awsRequestID: ["aws.request_id", "aws.requestId", "aws.request.id"]
        case .awsRegion: ["cloud.region", "aws.region"]
        case .secretARN: ["aws.secretsmanager.secret.arn"]
        case .tableNames: ["aws.dynamodb.table_names", "aws.table_name", "aws.table.name"]
        case .bucket: ["aws.s3.bucket", "aws.bucket.name"]
        case .copySource: ["aws.s3.copy_source"]
        case .queueURL: ["aws.sqs.queue.url", "aws.sqs.queue_url", "aws.queue.url", "aws.queue_url", "messaging.url"]
        case .topicARN: ["aws.sns.topic.arn", "aws.sns.topic_arn", "messaging.destination_publish.name"]
        case .destination: ["messaging.destination.name", "messaging.destination"]
        case .streamName: ["aws.kinesis.stream_name", "aws.kinesis.stream.name", "aws.stream.name"]
        case .functionName: ["aws.lambda.function.arn", "aws.lambda.function.name", "faas.invoked_name"]
        case .parameterName: ["aws.ssm.parameter.name"]
        case .knowledgeBase: ["aws.bedrock.knowledge_base.id", "aws.bedrock.knowledge_base_id"]
        case .databaseSystem: ["db.system.name", "db.system"]
        case .databaseName: ["db.namespace", "db.name", "db.mongodb.database", "db.redis.database_index"]
        case .databaseOperation:
            ["db.operation.name", "db.operation", "db.query.summary", "db.query.text", "db.statement"]
        case .databaseCollection:
            [
                "db.collection.name", "db.sql.table", "db.mongodb.collection", "db.cassandra.table",
                "db.elasticsearch.path_parts.index",
            ]
        case .serverAddress: ["server.address", "net.peer.name", "http.host", "net.sock.peer.name", "net.peer.ip"]
        case .serverPort: ["server.port", "net.peer.port"]
        case .url: ["url.full", "http.url"]
        case .httpMethod: ["http.request.method", "http.method"]
        case .httpStatus: ["http.response.status_code", "http.status_code"]
        case .endUserID: ["enduser.id"]
        case .userID:
            [
                "user.id", "langfuse.user.id", "traceloop.association.properties.user_id",
                "ai.telemetry.metadata.userId", "mlflow.trace.user",
            ]
        case .userEmail: ["user.email"]
        case .errorType: ["error.type", "error_type"]
        case .decision: ["decision", "stackql.decision", "gen_ai.tool.decision", "mcp.decision"]
        case .success: ["success"]
        case .entityName: ["traceloop.entity.name"]
        case .eventName: ["event.name"]
        case .dataSource: ["gen_ai.data_source.id", "gen_ai.memory.store.id"]
        case .resourceURI: ["mcp.resource.uri"]
        }
    }

    /// What is done with the value that stands under one of its names.
    func treatment(of name: String) -> AttributeTable.Treatment {
        switch self {
        // OpenInference writes all that it knows of a step as one JSON object.
        case .agentName where name == "metadata": .member("lc_agent_name")
        case .agentName where name.utf8.starts(with: "langfuse.".utf8): .unquoted
        case .databaseOperation: .firstWord
        case .copySource: .copySource
        case .serverAddress, .databaseName: .address
        case .url: .origin
        case .resourceURI: .resource
        default: .text
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
            // By its place each, since a copy of every property would count its texts.
            for place in indices
            where self[place].name.utf8.count == name.utf8.count && self[place].name == name
                && !self[place].value.isEmpty
            {
                return self[place].value
            }
        }
        return nil
    }
}
