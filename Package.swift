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
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
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
        .executableTarget(
            name: "overreach",
            dependencies: [
                model, "OverreachAnalysis", "OverreachEngine",
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
        // No product: `make conformance` and the tests run it.
        .executableTarget(
            name: "overreach-conformance",
            dependencies: [model, "OverreachWire", "OverreachGraph", "OverreachPolicy", "OverreachAnalysis"],
            path: "Tests/Conformance", swiftSettings: strict),
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
        tests("Diagram", [model, "OverreachDiagram"]),
        tests(
            "Scenario",
            [model, "OverreachWire", "OverreachGraph", "OverreachAnalysis", "OverreachDiagram", "OverreachEngine"]),
    ],
    swiftLanguageModes: [.v6]
)
