#!/usr/bin/env python3
"""Kills, stops and starves a server while senders retry, and counts what it kept.

It knows nothing of the project but its command line and its HTTP interface: batches are encoded here by hand, and what
was kept is counted from the answers. Several connections send batches of spans, each again and again until it is
acknowledged. Meanwhile, each round, one thing happens: SIGKILL, SIGTERM, SIGSTOP, a full disk, a killed layout worker.

    chaos.py PROGRAM [--rounds 100] [--seed 1] [--json FILE]

Exit code 0: nothing that was acknowledged is lost, nothing is counted twice, nothing is there that nobody sent.
Exit code 1: a count is wrong. Exit code 2: it could not be tried.
"""

import argparse
import base64
import gzip
import hashlib
import http.client
import json
import os
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

CONNECTIONS = 4
SPANS = 100  # in a batch
TOOL_CALLS = 10  # of them: these become acts, so each can be looked for by its id
FAULTS = ("kill", "kill", "kill", "terminate", "stop", "disk", "layout")


# --- What is sent -------------------------------------------------------------------------------------------------


def digest(*parts):
    return hashlib.sha256("/".join(str(part) for part in parts).encode()).digest()


class Batch:
    """One request: its spans follow from its number, so that whoever has the number can name them."""

    def __init__(self, seed, number):
        self.number = number
        self.ids = [
            (digest(seed, number, "trace", index // 5)[:16], digest(seed, number, index)[:8]) for index in range(SPANS)
        ]
        self.start = time.time_ns()
        self.is_json = number % 3 == 0
        body = self.json() if self.is_json else self.protobuf()
        self.is_gzip = number % 2 == 0
        self.body = gzip.compress(body, 1) if self.is_gzip else body

    def attributes(self, index):
        if index < TOOL_CALLS:
            return {
                "gen_ai.operation.name": "execute_tool",
                "gen_ai.tool.name": "read_ledger",
                "gen_ai.tool.call.id": f"call-{self.number}-{index}",
                "gen_ai.agent.name": "chaos-bot",
            }
        return {"gen_ai.operation.name": "chat", "gen_ai.request.model": "m", "gen_ai.agent.name": "chaos-bot"}

    def name(self, index):
        return "execute_tool read_ledger" if index < TOOL_CALLS else "chat m"

    def acts(self):
        return {f"{trace.hex()}/{span.hex()}" for trace, span in self.ids[:TOOL_CALLS]}

    def json(self):
        def attributes(pairs):
            return [{"key": key, "value": {"stringValue": value}} for key, value in pairs.items()]

        spans = [
            {
                "traceId": trace.hex(),
                "spanId": span.hex(),
                "name": self.name(index),
                "kind": 1,
                "startTimeUnixNano": str(self.start + index),
                "endTimeUnixNano": str(self.start + index + 1000),
                "attributes": attributes(self.attributes(index)),
            }
            for index, (trace, span) in enumerate(self.ids)
        ]
        resource = {"attributes": attributes({"service.name": "chaos"})}
        request = {"resourceSpans": [{"resource": resource, "scopeSpans": [{"spans": spans}]}]}
        return json.dumps(request).encode()

    def protobuf(self):
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
            return field(number, field(1, key.encode()) + field(2, field(1, value.encode())))

        spans = b""
        for index, (trace, span) in enumerate(self.ids):
            body = field(1, trace) + field(2, span) + field(5, self.name(index).encode()) + varint(6 << 3) + varint(1)
            body += varint(7 << 3 | 1) + struct.pack("<Q", self.start + index)
            body += varint(8 << 3 | 1) + struct.pack("<Q", self.start + index + 1000)
            for key, value in self.attributes(index).items():
                body += attribute(9, key, value)
            spans += field(2, body)
        resource = field(1, attribute(1, "service.name", "chaos"))
        return field(1, resource + field(2, spans))


# --- The server ---------------------------------------------------------------------------------------------------


class Server:
    def __init__(self, program, folder, log):
        self.program = program
        self.store = os.path.join(folder, "store.db")
        self.log = log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = None
        self.restarts = []

    def start(self, deadline=60):
        begun = time.monotonic()
        self.process = subprocess.Popen(
            # Every act is looked for by its id: none may become a count of its day meanwhile.
            [self.program, "serve", "--store", self.store, "--listen", f"127.0.0.1:{self.port}"]
            + ["--max-records", "100000000"],
            stdout=self.log,
            stderr=self.log,
        )
        while time.monotonic() - begun < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode} when it was started")
            if self.get("/readyz", timeout=1)[0] == 200:
                self.restarts.append(time.monotonic() - begun)
                return
            time.sleep(0.01)
        raise RuntimeError(f"the server was not ready within {deadline} s")

    def get(self, path, timeout=30, accept="application/json"):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
            connection.request("GET", path, headers={"Accept": accept})
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def terminate(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        return self.process.returncode

    def layout_workers(self):
        found = []
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{entry}/cmdline", "rb") as file:
                    line = file.read()
                with open(f"/proc/{entry}/stat") as file:
                    parent = int(file.read().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError, ValueError):
                continue
            if b"layout-worker" in line and parent == self.process.pid:
                found.append(int(entry))
        return found


# --- Senders ------------------------------------------------------------------------------------------------------


class Senders:
    """Connections that send; what is not acknowledged is sent again, by whoever is free."""

    def __init__(self, server, seed):
        self.server = server
        self.seed = seed
        self.lock = threading.Lock()
        self.next = 0
        self.waiting = []  # sent at least once, not acknowledged
        self.acknowledged = {}  # number of a batch -> its batch
        self.statuses = {}
        self.rejected = 0
        self.wrong = []
        self.may_begin = True
        self.running = True
        self.threads = [threading.Thread(target=self.work, daemon=True) for _ in range(CONNECTIONS)]
        for thread in self.threads:
            thread.start()

    def take(self):
        with self.lock:
            if self.waiting:
                return self.waiting.pop(0)
            if not self.may_begin:
                return None
            self.next += 1
            number = self.next
        return Batch(self.seed, number)

    def work(self):
        connection = None
        while self.running:
            batch = self.take()
            if batch is None:
                time.sleep(0.02)
                continue
            status, wait = 0, 0.05
            try:
                if connection is None:
                    connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
                headers = {"Content-Type": "application/json" if batch.is_json else "application/x-protobuf"}
                if batch.is_gzip:
                    headers["Content-Encoding"] = "gzip"
                connection.request("POST", "/v1/traces", body=batch.body, headers=headers)
                response = connection.getresponse()
                body = response.read()
                status = response.status
                if status in (429, 502, 503, 504):
                    wait = min(float(response.getheader("Retry-After") or 0.2), 1)
                elif status == 200:
                    self.look(batch, body)
                else:
                    self.wrong.append(f"batch {batch.number} was answered with {status}: {body[:200]!r}")
            except (OSError, http.client.HTTPException):
                if connection is not None:
                    connection.close()
                connection = None
            with self.lock:
                self.statuses[status] = self.statuses.get(status, 0) + 1
                if status == 200:
                    self.acknowledged[batch.number] = batch
                else:
                    self.waiting.append(batch)
            # A steady load, not the most that it can take.
            time.sleep(wait if status != 200 else random.uniform(0, 0.1))

    def look(self, batch, body):
        """An answer that rejects records is not what these batches should get."""
        rejected = 0
        if batch.is_json:
            partial = json.loads(body or b"{}").get("partialSuccess") or {}
            rejected = int(partial.get("rejectedSpans", 0))
        elif body:
            rejected = -1
        if rejected:
            self.rejected += 1
            self.wrong.append(f"batch {batch.number} was partly rejected: {base64.b64encode(body[:120])!r}")

    def settle(self, deadline=120):
        """Begins nothing new until everything is acknowledged."""
        self.may_begin = False
        begun = time.monotonic()
        while time.monotonic() - begun < deadline:
            with self.lock:
                if len(self.acknowledged) == self.next:
                    return True
            time.sleep(0.05)
        return False


# --- Faults -------------------------------------------------------------------------------------------------------


class Disk:
    """A small file system of its own, which can be filled; without the right to mount one, there is none."""

    def __init__(self, folder, megabytes):
        self.folder = folder
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True, text=True
        )
        self.is_mounted = done.returncode == 0

    def fill(self):
        try:
            with open(os.path.join(self.folder, "filler"), "wb", buffering=0) as file:
                while True:
                    file.write(b"\0" * (1 << 16))
        except OSError:
            pass

    def free(self):
        filler = os.path.join(self.folder, "filler")
        if os.path.exists(filler):
            os.unlink(filler)

    def close(self):
        if self.is_mounted:
            subprocess.run(["umount", "-l", self.folder], capture_output=True)


def strike(fault, server, disk, notes):
    """Does one thing to the server, and brings it back. Returns how many layout workers died."""
    killed = 0
    if fault == "kill":
        server.kill()
        server.start()
    elif fault == "terminate":
        code = server.terminate()
        if code != 0:
            notes.append(f"SIGTERM ended the server with {code}")
        server.start()
    elif fault == "stop":
        server.process.send_signal(signal.SIGSTOP)
        time.sleep(random.uniform(0.2, 1.5))
        server.process.send_signal(signal.SIGCONT)
    elif fault == "disk":
        disk.fill()
        time.sleep(0.3)
        status, _ = server.get("/api/v1/status")
        if status != 200:
            notes.append(f"with a full disk a question was answered with {status}")
        if random.random() < 0.3:  # and dies there
            server.kill()
            disk.free()
            server.start()
        else:
            time.sleep(random.uniform(0, 1))
            disk.free()
    elif fault == "layout":
        asked = threading.Thread(
            target=server.get, args=("/api/v1/radius?node=chaos-bot", 30, "image/svg+xml"), daemon=True
        )
        asked.start()
        for _ in range(50):
            workers = server.layout_workers()
            for worker in workers:
                try:
                    os.kill(worker, signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    pass
            if workers or not asked.is_alive():
                break
            time.sleep(0.02)
        asked.join(30)
        if server.get("/livez")[0] != 200:
            notes.append("the server did not live on after its layout worker was killed")
        if server.get("/api/v1/radius?node=chaos-bot", 30, "image/svg+xml")[0] != 200:
            notes.append("after its layout worker was killed the server drew no picture")
    return killed


# --- Counting -----------------------------------------------------------------------------------------------------


def ledger(server):
    """All rows of the ledger of telemetry, whatever the page."""
    rows, before = [], None
    while True:
        path = "/api/v1/ingest/batches?limit=1000" + (f"&before={before}" if before else "")
        status, body = server.get(path, timeout=120)
        if status != 200:
            raise RuntimeError(f"{path} was answered with {status}: {body[:200]!r}")
        answer = json.loads(body)
        rows += answer["batches"]
        before = answer["next"]
        if before is None:
            return rows


def acts(server, expected, deadline=120):
    """The ids of all acts of chaos-bot, once the graph knows what the ledger knows; doubles are kept."""
    begun, ids = time.monotonic(), []
    while time.monotonic() - begun < deadline:
        status, body = server.get("/api/v1/activities?node=chaos-bot", timeout=180)
        if status == 200:
            rows = json.loads(body)["result"]
            ids = [evidence["id"] for row in rows for evidence in row["evidence"] if row["action"] != "chat"]
            if len(ids) >= expected:
                return ids
        time.sleep(0.5)
    return ids


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] if values else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="where to write the figures")
    arguments = parser.parse_args()
    random.seed(arguments.seed)

    folder = tempfile.mkdtemp(prefix="overreach-chaos-")
    disk = Disk(folder, megabytes=512 + 4 * arguments.rounds)
    faults = [fault for fault in FAULTS if fault != "disk" or disk.is_mounted]
    if not disk.is_mounted:
        print("no right to mount a file system: the disk is not filled")
    log_path = os.path.join(tempfile.gettempdir(), f"overreach-chaos-{os.getpid()}.log")
    notes, done, senders, workers = [], {}, None, 0
    try:
        with open(log_path, "wb") as log:
            server = Server(arguments.program, folder, log)
            server.start()
            senders = Senders(server, arguments.seed)
            for number in range(arguments.rounds):
                time.sleep(random.uniform(0.1, 1.2))
                # Every fault comes, however few the rounds.
                fault = faults[number % len(faults)] if number < 2 * len(faults) else random.choice(faults)
                workers += strike(fault, server, disk, notes)
                done[fault] = done.get(fault, 0) + 1
            is_settled = senders.settle()
            expected = {name for batch in senders.acknowledged.values() for name in batch.acts()}
            sent = {name for number in range(1, senders.next + 1) for name in Batch(arguments.seed, number).acts()}
            rows = ledger(server)
            found = acts(server, len(expected))
            server.terminate()
            server.start()  # and once more, of what the disk has
            again = acts(server, len(expected))
            server.terminate()
    except (RuntimeError, subprocess.TimeoutExpired) as failure:
        print(f"it could not be tried: {failure}; the server's log is {log_path}", file=sys.stderr)
        return 2
    finally:
        if senders:
            senders.running = False
        if server.process and server.process.poll() is None:
            server.kill()
        disk.close()
        shutil.rmtree(folder, ignore_errors=True)

    accepted = sum(row["accepted"] for row in rows)
    balanced = all(row["received"] == row["accepted"] + row["duplicate"] + row["rejected"] for row in rows)
    figures = {
        "rounds": arguments.rounds,
        "faults": done,
        "layout_workers_killed": workers,
        "batches": senders.next,
        "spans_acknowledged": SPANS * len(senders.acknowledged),
        "accepted_in_ledger": accepted,
        "requests_by_status": {str(status): n for status, n in sorted(senders.statuses.items())},
        "acknowledged_lost": max(len(expected - set(found)), len(expected - set(again)))
        + max(0, SPANS * len(senders.acknowledged) - accepted),
        "counted_twice": max(len(found) - len(set(found)), len(again) - len(set(again)))
        + max(0, accepted - SPANS * senders.next),
        "unexplained": len((set(found) | set(again)) - sent),
        "not_settled": senders.next - len(senders.acknowledged),
        "restart_seconds_p50": percentile(server.restarts, 0.5),
        "restart_seconds_p99": percentile(server.restarts, 0.99),
        "notes": notes + senders.wrong[:10],
    }
    text = json.dumps(figures, indent=2)
    print(text)
    if arguments.json:
        with open(arguments.json, "w") as file:
            file.write(text + "\n")
    is_right = (
        figures["acknowledged_lost"] == figures["counted_twice"] == figures["unexplained"] == 0
        and is_settled
        and balanced
        and not figures["notes"]
    )
    if is_right:
        os.unlink(log_path)
    else:
        print(f"the server's log is {log_path}", file=sys.stderr)
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
