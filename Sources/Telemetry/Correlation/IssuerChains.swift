import OverreachModel

/// Which call issued the session that a call was signed with, and so on up: chains of roles, by event.
struct IssuerChains {
    /// The event that issued the session of each, -1 where none is known.
    let issuers: [Int]

    init(_ calls: [CloudCallRecord]) {
        var issuing: [Text: Int] = [:]  // by the access key id that the call issued
        for (event, call) in calls.enumerated() where !call.issuedAccessKeyID.isEmpty && call.errorCode.isEmpty {
            let key = Text(call.issuedAccessKeyID)
            if issuing[key] == nil { issuing[key] = event }
        }
        issuers = calls.enumerated().map { event, call in
            let key = call.caller.accessKeyID
            guard !key.isEmpty, let issuer = issuing[Text(key)], issuer != event else { return -1 }
            return issuer
        }
    }

    /// The first event above each that is sought, -1 where none is: keys that issue each other are a chain without end.
    ///
    /// Complexity: O(n), however long the chains are.
    func first(where isSought: (Int) -> Bool) -> [Int] {
        let (unknown, underway) = (-3, -2)
        var found = Array(repeating: unknown, count: issuers.count)
        for event in issuers.indices where found[event] == unknown {
            var walk: [Int] = []
            var at = event
            var end = -1
            while found[at] == unknown {
                found[at] = underway
                walk.append(at)
                at = issuers[at]
                if at < 0 { break }
                if isSought(at) {
                    end = at
                    break
                }
                if found[at] >= -1 { end = found[at] }
            }
            for passed in walk { found[passed] = end }
        }
        return found
    }
}
