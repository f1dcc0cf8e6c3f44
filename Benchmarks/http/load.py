#!/usr/bin/env python3
"""How much telemetry a service takes durably, and what that costs: load.py PROGRAM [--seconds 20] [--mix plain|agents].

Starts the service on a store of its own on loopback, and sends bodies that were encoded before. Prints lines of JSON:

- `steady`: as fast as CONNECTIONS connections get answers: spans accepted durably a second, p50 and p99 of a batch of 500,
  the service's memory and CPU;
- `twice`: twice that many spans a second, whatever is answered: goodput, statuses, memory;
- `visible`: from the 200 of a batch until an answer knows its agent.
"""

import argparse
import http.client
import json
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bodies  # noqa: E402

CONNECTIONS = 4


def send(port, seed, mix, seconds, rate, start, results):
    """One connection. `rate` is in batches a second, None for as fast as answers come."""
    prepared = [bodies.body(seed, number, mix) for number in range(int(seconds * (rate or 60)) + 50)]
    latencies, statuses, accepted = [], {}, 0
    connection = None
    start.wait()
    begun = time.monotonic()
    number = 0
    while time.monotonic() - begun < seconds:
        if number >= len(prepared):
            # More than was prepared: encoded now, and not timed.
            prepared.append(bodies.body(seed, number, mix))
        if rate:
            ahead = begun + number / rate - time.monotonic()
            if ahead > 0:
                time.sleep(ahead)
        sent = time.monotonic()
        try:
            if connection is None:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("POST", "/v1/traces", prepared[number], {"Content-Type": "application/x-protobuf"})
            response = connection.getresponse()
            response.read()
            status = response.status
        except (OSError, http.client.HTTPException):
            connection, status = None, 0
        number += 1
        statuses[status] = statuses.get(status, 0) + 1
        if status == 200:
            accepted += bodies.SPANS
            latencies.append(time.monotonic() - sent)
    results.put((accepted, latencies, statuses, time.monotonic() - begun))


def resources(pid):
    """Resident MB now and at most, and CPU seconds."""
    with open(f"/proc/{pid}/status") as file:
        lines = dict(line.split(":", 1) for line in file)
    with open(f"/proc/{pid}/stat") as file:
        stat = file.read().rsplit(")", 1)[1].split()
    ticks = os.sysconf("SC_CLK_TCK")
    return int(lines["VmRSS"].split()[0]) // 1024, int(lines["VmHWM"].split()[0]) // 1024, (int(stat[11]) + int(stat[12])) / ticks


def run(name, pid, port, mix, seconds, connections, rate=None):
    start, results = multiprocessing.Event(), multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=send, args=(port, f"{name}-{n}-{time.time_ns()}", mix, seconds, rate, start, results))
        for n in range(connections)
    ]
    for worker in workers:
        worker.start()
    time.sleep(1 + 0.03 * connections * seconds)  # until all are encoded
    before = resources(pid)[2]
    start.set()
    parts = [results.get(timeout=seconds * 10 + 600) for _ in workers]
    for worker in workers:
        worker.join()
    resident, peak, cpu = resources(pid)
    latencies = sorted(latency for part in parts for latency in part[1])
    statuses = {}
    for part in parts:
        for status, count in part[2].items():
            statuses[str(status)] = statuses.get(str(status), 0) + count
    elapsed = max(part[3] for part in parts)
    accepted = sum(part[0] for part in parts)
    line = {
        "run": name,
        "mix": mix,
        "connections": connections,
        "spans_per_second": round(accepted / elapsed),
        "spans": accepted,
        "batch_ms_p50": round(1000 * latencies[len(latencies) // 2], 1) if latencies else None,
        "batch_ms_p99": round(1000 * latencies[int(len(latencies) * 0.99)], 1) if latencies else None,
        "statuses": statuses,
        "resident_mb": resident,
        "peak_mb": peak,
        "server_cpu_seconds": round(cpu - before, 2),
    }
    print(json.dumps(line), flush=True)
    return accepted / elapsed


def visible(port, times=5):
    """Seconds from the 200 of a batch until `radius` knows an agent that it named first."""
    found = []
    for number in range(times):
        name = f"newcomer-{time.time_ns()}"
        payload = bodies.body(name, number, "agents")
        marker = json.dumps(
            {
                "resourceSpans": [
                    {
                        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "desk"}}]},
                        "scopeSpans": [
                            {
                                "spans": [
                                    {
                                        "traceId": os.urandom(16).hex(),
                                        "spanId": os.urandom(8).hex(),
                                        "name": f"invoke_agent {name}",
                                        "startTimeUnixNano": str(time.time_ns()),
                                        "endTimeUnixNano": str(time.time_ns() + 1000),
                                        "attributes": [
                                            {"key": "gen_ai.operation.name", "value": {"stringValue": "invoke_agent"}},
                                            {"key": "gen_ai.agent.name", "value": {"stringValue": name}},
                                        ],
                                    }
                                ]
                            }
                        ],
                    }
                ]
            }
        ).encode()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", "/v1/traces", payload, {"Content-Type": "application/x-protobuf"})
        connection.getresponse().read()
        connection.request("POST", "/v1/traces", marker, {"Content-Type": "application/json"})
        connection.getresponse().read()
        begun = time.monotonic()
        while time.monotonic() - begun < 120:
            connection.request("GET", f"/api/v1/radius?node={name}")
            response = connection.getresponse()
            response.read()
            if response.status == 200:
                found.append(time.monotonic() - begun)
                break
            time.sleep(0.05)
        connection.close()
    found.sort()
    print(json.dumps({"run": "visible", "seconds": [round(x, 2) for x in found], "tries": times}), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--mix", choices=["plain", "agents"], default="plain")
    arguments = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder, open(os.path.join(folder, "log"), "wb") as log:
        server = subprocess.Popen(
            [arguments.program, "serve", "--store", os.path.join(folder, "s.db"), "--listen", f"127.0.0.1:{port}"],
            stdout=log,
            stderr=log,
        )
        try:
            for _ in range(300):
                try:
                    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
                    connection.request("GET", "/readyz")
                    if connection.getresponse().status == 200:
                        break
                except OSError:
                    pass
                time.sleep(0.1)
            visible(port)
            spans = run("steady", server.pid, port, arguments.mix, arguments.seconds, CONNECTIONS)
            rate = 2 * spans / bodies.SPANS / (2 * CONNECTIONS)
            run("twice", server.pid, port, arguments.mix, arguments.seconds, 2 * CONNECTIONS, rate)
            visible(port)
            size = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
            print(json.dumps({"run": "store", "mb": size >> 20}))
        finally:
            server.terminate()
            server.wait(timeout=60)


if __name__ == "__main__":
    main()
