internal import Foundation

/// Prints one line a measurement: `{"peer","q","sec","rss_mb","note"}`.
enum Report {
    /// What a clock counts: the processor time of all threads, or the time that passes.
    enum Clock { case processor, wall }

    static func line(_ question: String, _ seconds: Double, _ note: String = "") {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let head = "{\"peer\":\"overreach\",\"q\":\"\(question)\",\"sec\":"
        print(head + String(format: "%.9g", seconds) + ",\"rss_mb\":\(usage.ru_maxrss / 1024),\"note\":\"\(note)\"}")
        fflush(nil)
    }

    static func now(_ clock: Clock = .processor) -> Double {
        var time = timespec()
        clock_gettime(clock == .processor ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The median of several runs.
    static func time(_ rounds: Int, _ work: () -> Void) -> Double {
        median(
            (0..<rounds).map { _ in
                let begin = now()
                work()
                return now() - begin
            })
    }

    static func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
}
