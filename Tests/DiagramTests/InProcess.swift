import OverreachModel
import Synchronization

@testable import OverreachDiagram

/// Lays out inside the test process: one at a time, since libgraphviz is not thread-safe.
enum InProcess {
    private static let lock = Mutex(0)

    static func layOut(_ request: LayoutRequest) throws(DiagramError) -> LayoutResponse {
        let result = lock.withLock { _ -> Result<LayoutResponse, DiagramError> in
            do throws(DiagramError) {
                guard let layout = GraphvizLayout() else {
                    throw DiagramError(.workerDied, "libgraphviz does not start")
                }
                return .success(try layout.lay(out: request))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    static func scene(of picture: Picture) throws(DiagramError) -> (scene: Scene, picture: Picture) {
        try DiagramRenderer.scene(of: picture) { request throws(DiagramError) in try layOut(request) }
    }

    static func svg(of picture: Picture) throws(DiagramError) -> [UInt8] {
        let (scene, folded) = try scene(of: picture)
        return SVGWriter.write(scene, of: folded)
    }
}
