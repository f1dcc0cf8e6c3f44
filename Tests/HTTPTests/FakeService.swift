import Foundation
import Synchronization

@testable import OverreachEngine
@testable import OverreachHTTP

/// A service that keeps what it is given and answers as it is told.
final class FakeService: LiveService {
    struct State {
        var requests: [TelemetryRequest] = []
        var uploads: [(upload: Upload, bytes: [UInt8])] = []
        var failure: ServiceFailure?
        var receipt = Receipt(batch: 1, received: 3, accepted: 3, duplicate: 0, rejected: 0, reasons: [])
        var isRepeated = false
        var gauges = ServiceGauges()
        var rows: [LedgerRow] = []
    }

    let state = Mutex(State())
    let current: CurrentGraph

    init(_ engine: Engine, readAt: Int64) { current = CurrentGraph(engine: engine, readAt: readAt) }

    func receive(_ request: TelemetryRequest) async throws(ServiceFailure) -> Receipt {
        let (failure, receipt) = state.withLock { state in
            state.requests.append(request)
            return (state.failure, state.receipt)
        }
        if let failure { throw failure }
        return receipt
    }

    func ingest(_ upload: Upload) async throws(ServiceFailure) -> UploadReceipt {
        let bytes = [UInt8](FileManager.default.contents(atPath: upload.path) ?? Data())
        let (failure, isRepeated) = state.withLock { state in
            state.uploads.append((upload, bytes))
            return (state.failure, state.isRepeated)
        }
        if let failure { throw failure }
        return UploadReceipt(report: IngestReport(), isRepeated: isRepeated)
    }

    func ledger(limit: Int, before: Int64?) throws(ServiceFailure) -> [LedgerRow] {
        Array(state.withLock { $0.rows }.filter { $0.batch < before ?? .max }.prefix(limit))
    }

    var gauges: ServiceGauges { state.withLock { $0.gauges } }
}
