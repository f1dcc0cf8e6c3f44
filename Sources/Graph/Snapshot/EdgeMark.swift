internal import OverreachModel

/// Verdict, origin and assumptions of an edge in one word, so that a filter is one AND.
struct EdgeMark: Sendable, Hashable {
    let bits: UInt16  // 0–7 assumptions · 8 observed · 9 conditional (neither: allowed) · 10–12 one bit an origin

    init(bits: UInt16) { self.bits = bits }

    init(verdict: Verdict, origin: Origin, assumes: Assumptions) {
        bits = UInt16(assumes.rawValue) | EdgeMark.bits(verdict) | EdgeMark.bits(origin)
    }

    var verdict: Verdict {
        if bits & EdgeMark.bits(.conditional) != 0 { return .conditional }
        return bits & EdgeMark.bits(.observed as Verdict) != 0 ? .observed : .allowed
    }

    var origin: Origin {
        if bits & EdgeMark.bits(.declared) != 0 { return .declared }
        return bits & EdgeMark.bits(.derived) != 0 ? .derived : .observed
    }

    var assumes: Assumptions { Assumptions(rawValue: UInt8(truncatingIfNeeded: bits)) }

    static func bits(_ verdict: Verdict) -> UInt16 {
        switch verdict {
        case .allowed: 0
        case .observed: 1 << 8
        case .conditional: 1 << 9
        }
    }

    static func bits(_ origin: Origin) -> UInt16 {
        switch origin {
        case .declared: 1 << 10
        case .observed: 1 << 11
        case .derived: 1 << 12
        }
    }
}
