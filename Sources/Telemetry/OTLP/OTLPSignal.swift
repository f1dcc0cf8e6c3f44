/// What an OTLP request carries.
enum OTLPSignal: CaseIterable {
    case traces, logs, metrics

    /// What metrics are counted under, resource by resource.
    static let metricsReason = "metrics, which are not read"

    /// How it is called.
    var word: String {
        switch self {
        case .traces: "traces"
        case .logs: "logs"
        case .metrics: "metrics"
        }
    }

    /// The member of OTLP/JSON that holds the resources.
    var member: String {
        switch self {
        case .traces: "resourceSpans"
        case .logs: "resourceLogs"
        case .metrics: "resourceMetrics"
        }
    }

    /// The members that hold the scopes; before OTLP 1.0 the same list was called by the instrumentation library.
    var scopes: [String] {
        switch self {
        case .traces: ["scopeSpans", "instrumentationLibrarySpans"]
        case .logs: ["scopeLogs", "instrumentationLibraryLogs"]
        case .metrics: ["scopeMetrics", "instrumentationLibraryMetrics"]
        }
    }

    /// The members that hold the records.
    var records: [String] {
        switch self {
        case .traces: ["spans"]
        case .logs: ["logRecords", "logs"]
        case .metrics: ["metrics"]
        }
    }
}
