// swift-tools-version: 6.1
import PackageDescription

/// The language rules that make the layering of DESIGN §4 a build error.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: "Overreach\(name)", dependencies: dependencies, path: "Sources/\(name)", exclude: exclude,
        resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)Tests", swiftSettings: strict)
}

let model: Target.Dependency = "OverreachModel"

let package = Package(
    name: "overreach",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "overreach", targets: ["overreach"])],
    // Off where `swift build` is called by itself, on in the Makefile: a TLS library is 400 files of C++.
    traits: [.trait(name: "TLS", description: "`serve` can speak TLS; costs the build of a TLS library.")],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        // What Hummingbird brings and the HTTP target names itself.
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    ],
    targets: [
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CGraphviz", path: "Sources/CGraphviz", pkgConfig: "libgvc",
            providers: [.apt(["libgraphviz-dev"])]),
        .systemLibrary(
            name: "CRsvg", path: "Sources/CRsvg", pkgConfig: "librsvg-2.0", providers: [.apt(["librsvg2-dev"])]),
        module("Model"),
        module("Wire", ["CZlib"]),
        module("Secrets", [model, .product(name: "Crypto", package: "swift-crypto")]),
        module("Graph", [model]),
        module("Policy", [model]),
        module("Posture", [model, "OverreachWire", "OverreachPolicy", "OverreachSecrets"]),
        module("Telemetry", [model, "OverreachWire", "OverreachSecrets"]),
        module("Store", [model, "OverreachWire", .product(name: "GRDB", package: "GRDB.swift")]),
        module("Analysis", [model, "OverreachGraph", "OverreachPolicy"]),
        module("Diagram", [model, "CGraphvizShim", "CRsvg"]),
        .target(name: "CGraphvizShim", dependencies: ["CGraphviz"], path: "Sources/CGraphvizShim"),
        module(
            "Engine",
            [
                model, "OverreachWire", "OverreachSecrets", "OverreachGraph", "OverreachPolicy", "OverreachPosture",
                "OverreachTelemetry", "OverreachStore", "OverreachAnalysis", "OverreachDiagram",
                .product(name: "Yams", package: "Yams"),
            ]),
        module(
            "HTTP",
            [
                model, "OverreachWire", "OverreachAnalysis", "OverreachEngine",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird", condition: .when(traits: ["TLS"])),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(
            name: "overreach",
            dependencies: [
                model, "OverreachAnalysis", "OverreachEngine", "OverreachHTTP",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/overreach", swiftSettings: strict),
        module("Testing", [model, "OverreachGraph"]),
        .executableTarget(
            name: "overreach-aws-bench", dependencies: [model, "OverreachAnalysis", "OverreachStore"],
            path: "Benchmarks/aws-account", exclude: ["generate.py", "run.sh"], swiftSettings: strict),
        .executableTarget(
            name: "overreach-graph-bench", dependencies: [model, "OverreachGraph"], path: "Benchmarks/graph",
            swiftSettings: strict),
        .executableTarget(
            name: "overreach-service-bench", dependencies: [model, "OverreachWire", "OverreachEngine"],
            path: "Benchmarks/service", swiftSettings: strict),
        .executableTarget(
            name: "overreach-decode-bench", dependencies: [model, "OverreachTelemetry"], path: "Benchmarks/decode",
            exclude: ["peer.py"], swiftSettings: strict),
        // No product: `make conformance` and the tests run it.
        .executableTarget(
            name: "overreach-conformance",
            dependencies: [model, "OverreachWire", "OverreachGraph", "OverreachPolicy", "OverreachAnalysis"],
            path: "Tests/Conformance", swiftSettings: strict),
        // No product: Tests/Fuzz/run.sh builds it as a fuzzer, the tests replay what fuzzers found.
        .executableTarget(
            name: "overreach-fuzz",
            dependencies: [model, "OverreachWire", "OverreachSecrets", "OverreachPosture", "OverreachTelemetry"],
            path: "Tests/Fuzz", exclude: ["Corpus", "run.sh"], swiftSettings: strict),
        tests("Model", [model]),
        tests("Wire", ["OverreachWire"]),
        tests("Secrets", [model, "OverreachSecrets"]),
        tests("Graph", [model, "OverreachGraph", "OverreachTesting"]),
        tests("Policy", [model, "OverreachPolicy"]),
        tests("Posture", [model, "OverreachWire", "OverreachPolicy", "OverreachSecrets", "OverreachPosture"]),
        tests("Telemetry", [model, "OverreachWire", "OverreachSecrets", "OverreachTelemetry"]),
        tests("Store", [model, "OverreachWire", "OverreachStore"]),
        tests("Analysis", [model, "OverreachGraph", "OverreachPolicy", "OverreachAnalysis", "OverreachTesting"]),
        tests("Conformance", ["overreach-conformance"]),
        tests("Fuzz", ["overreach-fuzz"]),
        tests("Diagram", [model, "OverreachDiagram"]),
        tests(
            "HTTP",
            [
                model, "OverreachWire", "OverreachAnalysis", "OverreachEngine", "OverreachHTTP",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests(
            "Scenario",
            [model, "OverreachWire", "OverreachGraph", "OverreachAnalysis", "OverreachDiagram", "OverreachEngine"]),
    ],
    swiftLanguageModes: [.v6]
)
