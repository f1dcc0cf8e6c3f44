/// Which way arcs are walked.
package enum Direction: Sendable {
    case forward
    /// Against the arcs. A search goes back through a gate as if one predecessor were enough: it finds what could take
    /// part, not what suffices alone.
    case backward
}
