#!/usr/bin/env bash
# Fuzzes every reader of untrusted bytes, or those that are named: run.sh SECONDS [TARGET…].
# Needs no package but the toolchain. What is found lies in .build-fuzz/found/TARGET; new coverage goes into
# .build-fuzz/corpus/TARGET, and `run.sh merge` brings the smallest set of it into Corpus.
set -euo pipefail
cd "$(dirname "$0")/../.."
export SWIFT_BACKTRACE=enable=no   # the backtracer hangs for ever inside libFuzzer
export ASAN_OPTIONS=detect_leaks=0   # Swift keeps the only pointers to some constants tagged, which looks like leaks
seconds=${1:?"how many seconds each, or merge"}
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(json inflate protobuf otlp-protobuf otlp-json mcp aws cloudtrail kubernetes-audit)

# A release build, since the checks for overflow and bounds are the same and it reads a hundred times as many inputs.
swift build -c release --product overreach-fuzz --scratch-path .build-fuzz --disable-index-store \
    -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library -Xswiftc -DFUZZING \
    --explicit-target-dependency-import-check error
fuzzer=.build-fuzz/release/overreach-fuzz

for target in "${targets[@]}"; do
    corpus=.build-fuzz/corpus/$target
    found=.build-fuzz/found/$target/
    mkdir -p "$corpus" "$found" "Tests/Fuzz/Corpus/$target"
    export FUZZ_TARGET=$target
    if [ "$seconds" = merge ]; then
        # Small inputs that together reach what all reach; those of past crashes stay.
        "$fuzzer" -merge=1 -max_len=4096 "Tests/Fuzz/Corpus/$target" "$corpus" 2>&1 | tail -1
    else
        echo "== $target, $seconds s"
        "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
            -artifact_prefix="$found" "$corpus" "Tests/Fuzz/Corpus/$target" 2>&1 |
            grep -E "ERROR|SUMMARY|Test unit written|stat::(number_of_executed_units|peak_rss_mb|slowest)|DONE" || true
    fi
done
if [ "$seconds" != merge ] && find .build-fuzz/found -type f | grep -q .; then
    echo "inputs that broke a reader:"
    find .build-fuzz/found -type f
    exit 1
fi
