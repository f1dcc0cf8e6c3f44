internal import Foundation
internal import OverreachGraph

/// The graph of a folder of raw arrays, as the generator of the benchmark writes them.
struct GraphFolder {
    let tails: [UInt32]
    let heads: [UInt32]
    let costs: [UInt8]
    let kinds: [UInt8]  // by node

    init(_ path: String) throws {
        tails = try GraphFolder.read(path + "/src.u32")
        heads = try GraphFolder.read(path + "/dst.u32")
        costs = try GraphFolder.read(path + "/weight.u8")
        kinds = try GraphFolder.read(path + "/nodekind.u8")
    }

    /// The nodes whose blast radius is asked for: kind 0 is an agent.
    var agents: [UInt32] { (0..<UInt32(kinds.count)).filter { kinds[Int($0)] == 0 } }

    static func read<Number: FixedWidthInteger>(_ path: String) throws -> [Number] {
        let bytes = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        return [Number](unsafeUninitializedCapacity: bytes.count / MemoryLayout<Number>.size) { buffer, count in
            _ = bytes.copyBytes(to: buffer)
            count = buffer.count
        }
    }
}

/// What the folder asks.
struct Queries {
    let small: [UInt32]
    let big: [UInt32]
    let pairs: [(from: UInt32, to: UInt32)]
    let agents: [UInt32]
    let jewels: [UInt32]
    let source: UInt32
    let candidates: [(from: UInt32, to: UInt32)]

    init(_ path: String) throws {
        let numbers: [UInt32] = try GraphFolder.read(path + "/queries.u32")
        var next = 0
        func take(_ count: Int) -> [UInt32] {
            defer { next += count }
            return Array(numbers[next..<next + count])
        }
        func list() -> [UInt32] { take(Int(take(1)[0])) }
        func pairs() -> [(from: UInt32, to: UInt32)] {
            let ends = take(2 * Int(take(1)[0]))
            return stride(from: 0, to: ends.count, by: 2).map { (ends[$0], ends[$0 + 1]) }
        }
        small = list()
        big = list()
        self.pairs = pairs()
        agents = list()
        jewels = list()
        source = take(1)[0]
        candidates = pairs()
    }
}
