#!/usr/bin/env python3
"""Decodes the same bodies with OpenTelemetry's own Python classes: peer.py FILE…  (needs opentelemetry-proto)

`decoded` is the parsing alone, which its C library does; `read` also looks at each name and attribute once, as whoever
uses the spans must.
"""

import json
import sys
import time

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


def measure(work):
    times = []
    for _ in range(5):
        begun = time.process_time()
        spans = work()
        times.append(time.process_time() - begun)
    return round(spans / sorted(times)[2])


def main():
    files = []
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            files.append(file.read())

    def decode():
        spans = 0
        for data in files:
            request = ExportTraceServiceRequest.FromString(data)
            spans += sum(len(scope.spans) for resource in request.resource_spans for scope in resource.scope_spans)
        return spans

    def read():
        spans, seen = 0, 0
        for data in files:
            request = ExportTraceServiceRequest.FromString(data)
            for resource in request.resource_spans:
                for scope in resource.scope_spans:
                    for span in scope.spans:
                        spans += 1
                        seen += len(span.name) + len(span.trace_id) + len(span.span_id)
                        for attribute in span.attributes:
                            seen += len(attribute.key) + len(attribute.value.WhichOneof("value") or "")
        return spans

    print(json.dumps({"peer": "opentelemetry-python", "decoded_per_cpu_second": measure(decode), "read_per_cpu_second": measure(read)}))


if __name__ == "__main__":
    main()
