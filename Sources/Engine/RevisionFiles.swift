internal import Foundation
internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachPosture
internal import OverreachSecrets

/// Reads the files that a what-if is given: policies and configurations that are not there yet.
struct RevisionFiles: Sendable {
    /// The key of the store's fingerprints: equal secrets are told only with it.
    let fingerprinterKey: [UInt8]?

    /// A policy out of a file.
    ///
    /// Errors: `EngineError` with file, line and what was expected.
    func policy(_ path: String) throws -> GivenPolicy {
        let file = try read(path)
        switch AWSPolicyFile.body(of: file.bytes) {
        case .failure(let rejection): throw RevisionFiles.error(path, rejection)
        case .success(let body):
            do {
                return try GivenPolicy(name: file.path, body: body)
            } catch let problem as GivenPolicy.Problem {
                throw RevisionFiles.error(path, Rejection(problem.reason, line: problem.line))
            }
        }
    }

    /// A configuration of an MCP client out of a file.
    ///
    /// It is on a host of its own, so that it is not taken for one that is there.
    ///
    /// Errors: `EngineError` with file, line and what was expected.
    func configuration(_ path: String) throws -> GivenConfiguration {
        let file = try read(path)
        let source = MCPSource(fingerprinter: Fingerprinter(key: fingerprinterKey ?? []))
        guard source.recognise(file) != nil else {
            let damage = FileContent.damage(file.bytes, path: file.path)
            throw RevisionFiles.error(
                path, damage ?? Rejection("no MCP client configuration, expected an object with mcpServers"))
        }
        let host = GivenConfiguration.host
        let reading = source.read(
            file, in: SourceContext(account: host, region: host, cluster: host, host: host))
        if let rejection = reading.rejections.first { throw RevisionFiles.error(path, rejection) }
        return GivenConfiguration(
            name: file.path, nodes: reading.fragments.flatMap(\.nodes), edges: reading.fragments.flatMap(\.edges))
    }

    private func read(_ path: String) throws -> SourceFile {
        let walk = FileWalk(path)
        guard !walk.isFolder, let found = walk.files.first else {
            throw EngineError(
                "\"\(path)\" cannot be read: \(walk.skipped.first?.reason ?? "it is a folder, expected a file")")
        }
        switch FileContent.read(found) {
        case .failure(let rejection): throw RevisionFiles.error(path, rejection)
        case .success(let bytes): return SourceFile(path: found.relative, bytes: bytes)
        }
    }

    private static func error(_ path: String, _ rejection: Rejection) -> EngineError {
        let line = rejection.line.map { " at line \($0)" } ?? ""
        return EngineError("\"\(path)\"\(line): \(rejection.reason)")
    }
}
