#!/usr/bin/env bash
# What the service takes over HTTP, and what decoding alone takes, beside OpenTelemetry's own Python classes where
# Python has opentelemetry-proto. Prints lines of JSON. Needs the release build; see `make bench-service`.
set -euo pipefail
cd "$(dirname "$0")/../.."

for mix in plain agents; do
    Benchmarks/http/load.py .build/release/overreach --mix "$mix" --seconds "${SECONDS_EACH:-20}"
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for mix in plain agents; do
    PYTHONPATH=Benchmarks/http PYTHONDONTWRITEBYTECODE=1 python3 -c '
import sys, bodies
for number in range(40):
    with open(f"{sys.argv[1]}/{sys.argv[2]}-{number}.pb", "wb") as file:
        file.write(bodies.body("decode", number, sys.argv[2]))' "$folder" "$mix"
    echo "decoding, $mix"
    .build/release/overreach-decode-bench "$folder/$mix"-*.pb
    if python3 -c 'import opentelemetry.proto' 2>/dev/null; then
        Benchmarks/decode/peer.py "$folder/$mix"-*.pb
    else
        echo "left out beside it: Python has no opentelemetry-proto"
    fi
done
