internal import OverreachModel

/// What a snapshot knows of its edges: one array a field, by edge number.
struct EdgeColumns: Sendable {
    var from: [UInt32] = []  // ascending
    var to: [UInt32] = []
    var kinds: [UInt16] = []  // into kindTable and costTable
    var kindTable: [EdgeKind] = []  // in the order of names
    var costTable: [UInt8] = []
    var marks: [EdgeMark] = []
    var conditions = Rows<String>()
    var scopes = Rows<AccessScope>()  // none or one each
    var evidence = Rows<Evidence>()
    var premises = Rows<Key>()
}
