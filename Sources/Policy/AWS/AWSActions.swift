internal import OverreachModel

/// Which actions AWS has, of the services that matter for who reaches what.
public enum AWSActions {
    /// What is known of an action, or of a pattern of actions, as a policy writes it.
    public enum Standing: Sendable, Equatable {
        /// There is such an action.
        case known
        /// The service is not among those whose actions are listed; services that are written nearly so.
        case unknownService(String, nearest: [String])
        /// The service has no such action; actions of it that are written nearly so.
        case unknown(service: String, nearest: [String])
    }

    /// What is known of a text such as `s3:GetObject`, `s3:Get*` or `*`, whatever the case of its letters.
    ///
    /// Complexity: linear in the actions of the service; of a service with wildcards, in all.
    public static func standing(of pattern: String) -> Standing {
        if pattern == "*" { return .known }
        let lowered = asciiLowered(pattern)
        let parts = lowered.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return .unknownService(pattern, nearest: []) }

        let (service, name) = (parts[0], parts[1])
        let isPattern = service.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
        let services =
            isPattern ? byService.keys.filter { Pattern(service).matches($0.string) }.sorted() : [Text(service)]
        let known = services.compactMap { byService[$0] }
        guard !known.isEmpty else {
            let others = byService.keys.map(\.string)
            return .unknownService(service, nearest: isPattern ? [] : nearest(to: service, among: others))
        }
        let matcher = Pattern(name)
        if known.contains(where: { $0.contains { matcher.matches(asciiLowered($0)) } }) { return .known }
        let names = known.flatMap { $0 }
        return .unknown(service: service, nearest: nearest(to: name, among: names).map { "\(service):\($0)" })
    }

    /// The actions of a service as AWS writes them; nil for a service that is not listed.
    static func actions(of service: String) -> [String]? { byService[Text(service)] }

    private static let byService: [Text: [String]] = {
        var found: [Text: [String]] = [:]
        var service = Text("")
        for table in [accessAnalyzerToDynamodb, ec2ToElasticmapreduce, esToRdsDb, redshiftToTimestream] {
            for line in table.split(separator: "\n") {
                var rest = line
                if let colon = line.firstIndex(of: ":") {
                    service = Text(String(line[..<colon]))
                    rest = line[line.index(after: colon)...]
                }
                found[service, default: []] += rest.split(separator: " ").map(String.init)
            }
        }
        return found
    }()

    // MARK: - Slips of the pen

    private static let mostNearest = 3

    /// The names that a third of the letters at most, and four, stand between, the nearest first; names with wildcards
    /// are near to none.
    private static func nearest(to text: String, among names: [String]) -> [String] {
        guard !text.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) else { return [] }
        return Spelling.nearest(text, among: names, within: min(4, max(1, text.utf8.count / 3)), most: mostNearest)
    }
}
