import OverreachAnalysis

@testable import OverreachEngine

extension Engine {
    /// The world that questions are asked of, with all of its parts.
    var world: World { get throws { try ask { $0 } } }
}
