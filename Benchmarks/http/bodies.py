"""Bodies of OTLP/HTTP requests in protobuf, encoded by hand: 500 spans each, 5 in a trace.

Two mixes. `agents`: of five spans, an agent's turn, a chat, a tool, an MCP call, an AWS call: two of them are acts.
`plain`: five spans of an ordinary web service, none of which is an act.
"""

import hashlib
import struct
import time

SPANS = 500


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def attribute(number, key, value):
    kind = varint(3 << 3) + varint(value) if isinstance(value, int) else field(1, value.encode())
    return field(number, field(1, key.encode()) + field(2, kind))


def agents(number, index, trace):
    agent = f"bot-{trace % 20}"
    common = {"gen_ai.agent.name": agent, "gen_ai.conversation.id": f"c-{trace}", "gen_ai.system": "openai"}
    return [
        (f"invoke_agent {agent}", 1, {"gen_ai.operation.name": "invoke_agent", "user.id": f"u-{trace % 50}", **common}),
        (
            "chat gpt",
            3,
            {
                "gen_ai.operation.name": "chat",
                "gen_ai.request.model": "gpt",
                "gen_ai.usage.input_tokens": 1200,
                "gen_ai.usage.output_tokens": 80,
                **common,
            },
        ),
        (
            "execute_tool read_ledger",
            1,
            {
                "gen_ai.operation.name": "execute_tool",
                "gen_ai.tool.name": "read_ledger",
                "gen_ai.tool.call.id": f"{number}-{index}",
                **common,
            },
        ),
        (
            "tools/call read_ledger",
            3,
            {"mcp.method.name": "tools/call", "gen_ai.tool.name": "read_ledger", "server.address": "ledger", **common},
        ),
        (
            "DynamoDB.GetItem",
            3,
            {
                "rpc.system": "aws-api",
                "rpc.service": "DynamoDB",
                "rpc.method": "GetItem",
                "aws.request_id": f"R{number:08d}{index:04d}",
                "aws.dynamodb.table_names": f"table-{trace % 30}",
                "cloud.region": "eu-west-1",
                "http.response.status_code": 200,
            },
        ),
    ][index % 5]


def plain(number, index, trace):
    return (
        f"GET /orders/{trace % 10}",
        2,
        {
            "http.request.method": "GET",
            "url.path": f"/orders/{trace % 10}",
            "http.response.status_code": 200,
            "server.address": "shop",
            "server.port": 443,
            "user_agent.original": "curl",
            "network.protocol.version": "1.1",
            "http.route": "/orders/{id}",
        },
    )


def body(seed, number, mix):
    """One request; the ids follow from seed and number."""
    begun = time.time_ns()
    make = agents if mix == "agents" else plain
    spans, parent = b"", b""
    for index in range(SPANS):
        trace = hashlib.md5(f"{seed}/{number}/{index // 5}".encode()).digest()
        span = hashlib.md5(f"{seed}/{number}/{index}".encode()).digest()[:8]
        name, kind, attributes = make(number, index, number * 100 + index // 5)
        out = field(1, trace) + field(2, span)
        if index % 5:
            out += field(4, parent)
        else:
            parent = span
        out += field(5, name.encode()) + varint(6 << 3) + varint(kind)
        out += varint(7 << 3 | 1) + struct.pack("<Q", begun + index) + varint(8 << 3 | 1) + struct.pack("<Q", begun + index + 900)
        for key, value in attributes.items():
            out += attribute(9, key, value)
        spans += field(2, out)
    resource = field(1, attribute(1, "service.name", "desk" if mix == "agents" else "shop"))
    return field(1, resource + field(2, field(1, field(1, b"load")) + spans))
