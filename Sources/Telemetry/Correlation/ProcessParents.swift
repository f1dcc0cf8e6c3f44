import OverreachModel

/// Which service started a process: its parent pid among the pids that telemetry names.
///
/// A pid means nothing beyond its host and container, and comes again in time. So the process that was seen calling
/// counts first; without one, a pid of the same place, as long as only one service had it.
struct ProcessParents {
    private let services: [Int: String]

    init(_ runtime: Runtime) {
        let processes = runtime.processes.processes
        var atPlace: [Text: Set<Text>] = [:]
        for process in processes where process.location.isKnown && !process.service.isEmpty {
            guard let pid = process.pid else { continue }
            atPlace[ProcessParents.key(process.location, pid), default: []].insert(Text(process.service))
        }

        var callers: [Int: Set<Text>] = [:]
        for span in runtime.spans.indices {
            let caller = runtime.chains.links[span].caller
            guard caller >= 0, runtime.forest.parents[span] >= 0 else { continue }
            let (own, other) = (runtime.process(of: span), runtime.process(of: caller))
            guard let parent = own.parentPID, let pid = other.pid, UTF8Order.equal(parent, pid),
                own.location.agrees(with: other.location), !other.service.isEmpty
            else { continue }
            callers[runtime.processes.ofSpan[span], default: []].insert(Text(other.service))
        }

        var services: [Int: String] = [:]
        for (index, process) in processes.enumerated() {
            guard let parent = process.parentPID else { continue }
            let atSamePlace = atPlace[ProcessParents.key(process.location, parent)] ?? []
            for candidates in [callers[index] ?? [], atSamePlace] where candidates.count == 1 {
                services[index] = services[index] ?? candidates.first?.string
            }
        }
        self.services = services
    }

    /// The service of the process that started this one, where that is sure.
    func service(ofParentOf process: Int) -> String? { services[process] }

    private static func key(_ location: ProcessFacts.Location, _ pid: String) -> Text {
        Text("\(location.text.string)\u{0}\(pid)")
    }
}
