# Thin: what is done is in the package and in .ci. The same flags everywhere, since others build everything anew.
# TLS=no leaves TLS out of `serve` and saves the build of a TLS library.
TLS := yes
SWIFT_FLAGS := --explicit-target-dependency-import-check error $(if $(filter yes,$(TLS)),--traits TLS)
PACKAGES := libgraphviz-dev librsvg2-dev libsqlite3-dev zlib1g-dev pkg-config

DATA := ../shared/data/policy

.PHONY: demo test conformance build lint format schema deps bench bench-aws bench-service fuzz chaos

## Builds the release and shows what it does with the recorded example.
demo: deps
	swift build -c release --product overreach $(SWIFT_FLAGS)
	.build/release/overreach demo

## Builds and runs all tests.
test: deps
	swift build --build-tests $(SWIFT_FLAGS)
	swift test --skip-build $(SWIFT_FLAGS)

## Holds the evaluator against every table of the folder DATA that is there.
conformance: deps
	swift build --product overreach-conformance $(SWIFT_FLAGS)
	.build/debug/overreach-conformance $(DATA)

build: deps
	swift build $(SWIFT_FLAGS)

lint:
	swift format lint --strict --parallel --recursive --configuration .swift-format Package.swift Sources Tests

format:
	swift format --in-place --parallel --recursive --configuration .swift-format Package.swift Sources Tests

## Writes every generated file anew.
schema: build
	.build/debug/overreach schema

## Installs the Debian or Ubuntu packages that are missing.
deps:
	@missing=; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; \
	fi

## Makes an account of 5,000 principals and 20,000 resources, and prints what reading and judging it takes.
bench-aws: deps
	swift build -c release --product overreach $(SWIFT_FLAGS)
	swift build -c release --product overreach-aws-bench $(SWIFT_FLAGS)
	Benchmarks/aws-account/run.sh $(BENCH_AWS)

## Starts the service and sends it as much as it takes, and more; decodes beside OpenTelemetry's own classes.
bench-service: deps
	swift build -c release --product overreach $(SWIFT_FLAGS)
	swift build -c release --product overreach-decode-bench $(SWIFT_FLAGS)
	Benchmarks/http/run.sh

## Kills, stops and starves a service ROUNDS times while it is sent telemetry, and counts what it kept.
ROUNDS := 100
chaos: deps
	swift build -c release --product overreach $(SWIFT_FLAGS)
	python3 Tests/Chaos/chaos.py .build/release/overreach --rounds $(ROUNDS)

## Fuzzes every reader of untrusted bytes, FUZZ_SECONDS each.
FUZZ_SECONDS := 600
fuzz:
	Tests/Fuzz/run.sh $(FUZZ_SECONDS)

## Puts the questions of the graph in the folder GRAPH to the algorithms, and prints a line of JSON for each.
bench: deps
	swift build -c release --product overreach-graph-bench $(SWIFT_FLAGS)
	.build/release/overreach-graph-bench $(GRAPH)
