internal import OverreachModel

/// A part of what is asked for, and what would have to hold for it: the algebra in which rights are judged.
///
/// All patterns are relative to a `Target`. The whole is the union of the terms.
struct Region: Sendable, Hashable {
    /// What `include` matches without what an `exclude` matches, if all conditions hold.
    struct Term: Sendable, Hashable {
        var include: Pattern
        var exclude: [Pattern] = []
        var conditions: [String] = []

        var isEmpty: Bool { !exclude.isEmpty && include.isCovered(by: exclude) }

        /// Whether everything of the other term is in this one, under no more conditions.
        func covers(_ other: Term) -> Bool {
            conditions.allSatisfy { other.conditions.contains($0) } && include.covers(other.include)
                && exclude.allSatisfy { out in !out.overlaps(other.include) || out.isCovered(by: other.exclude) }
        }
    }

    private(set) var terms: [Term] = []

    /// Nothing.
    init() {}

    /// The union of terms.
    init(_ terms: [Term]) {
        if terms.isEmpty { return }
        if terms.count == 1, terms[0].exclude.isEmpty, terms[0].conditions.count <= 1 {
            self.terms = terms
            return
        }
        // What has neither exceptions nor conditions is merged at once.
        let isPlain = { (term: Term) in term.exclude.isEmpty && term.conditions.isEmpty }
        let plain = Pattern.minimal(terms.filter(isPlain).map(\.include))
        self.terms = plain.map { Term(include: $0) }
        for var term in terms where !isPlain(term) {
            if !term.exclude.isEmpty {
                term.exclude = Pattern.minimal(term.exclude.filter { $0.overlaps(term.include) })
            }
            if term.conditions.count > 1 {
                term.conditions = Set(term.conditions.map { Text($0) }).sorted().map(\.string)
            }
            if term.isEmpty || self.terms.contains(where: { $0.covers(term) }) { continue }
            self.terms.removeAll { term.covers($0) }
            self.terms.append(term)
        }
        if self.terms.count > 1 { self.terms.sort(by: Region.isBefore) }
    }

    var isEmpty: Bool { terms.isEmpty }

    /// The part without conditions.
    var certain: Region { Region(terms.filter(\.conditions.isEmpty)) }

    func union(_ other: Region) -> Region {
        if isEmpty { return other }
        return other.isEmpty ? self : Region(terms + other.terms)
    }

    /// The same under one more condition.
    func requiring(_ sentence: String) -> Region {
        Region(terms.map { Term(include: $0.include, exclude: $0.exclude, conditions: $0.conditions + [sentence]) })
    }

    func intersection(_ other: Region) -> Region {
        var out: [Term] = []
        for a in terms {
            for b in other.terms {
                let conditions = a.conditions + b.conditions
                if let common = a.include.intersection(b.include) {
                    out += common.map {
                        Term(include: $0, exclude: a.exclude + b.exclude, conditions: conditions)
                    }
                } else {
                    // Too many patterns to list: the one of them stands for both, and says so.
                    out.append(
                        Term(
                            include: a.include, exclude: a.exclude + b.exclude,
                            conditions: conditions + ["the resource also matches \"\(b.include.text)\""]))
                }
            }
        }
        return Region(out)
    }

    /// What is left when a deny takes its terms away; a conditional one adds `unless …` to what it touches.
    ///
    /// Beyond 24 terms the parts that denies with conditions or exceptions touch are no longer told apart: one term stands
    /// for all of them, and beyond 32 what a deny touches is doubtful as a whole.
    func subtracting(_ denied: Region) -> Region {
        // Plain denies only add to what is left out, so that all of them are worked in at once.
        let plain = denied.terms.filter { $0.exclude.isEmpty && $0.conditions.isEmpty }.map(\.include)
        var left = self
        if !plain.isEmpty {
            left = Region(
                terms.map { Term(include: $0.include, exclude: $0.exclude + plain, conditions: $0.conditions) })
        }
        for deny in denied.terms where !(deny.exclude.isEmpty && deny.conditions.isEmpty) {
            if left.isEmpty { break }
            left = left.subtracting(deny)
        }
        return left
    }

    private static let partsApart = 24
    private static let budget = 32
    private static let oneOfMany = "unless one of many denies with conditions or exceptions holds"

    private func subtracting(_ deny: Term) -> Region {
        var out: [Term] = []
        for (index, term) in terms.enumerated() {
            guard deny.include.overlaps(term.include) else {
                out.append(term)
                continue
            }
            if out.count + terms.count - index > Region.partsApart, !deny.conditions.isEmpty || !deny.exclude.isEmpty {
                if term.conditions.contains(Region.oneOfMany) {
                    out.append(term)
                    continue
                }
                if out.count + terms.count - index <= Region.budget {
                    var outside = term
                    outside.exclude.append(deny.include)
                    out.append(outside)
                }
                var doubtful = term
                doubtful.conditions.append(Region.oneOfMany)
                out.append(doubtful)
                continue
            }

            // term − (D − X) = (term − D) ∪ (term ∩ X), and under `unless …` also the rest of the term.
            var outside = term
            outside.exclude.append(deny.include)
            out.append(outside)
            if !deny.exclude.isEmpty {
                let spared = Region(deny.exclude.map { Term(include: $0) })
                out += Region([term]).intersection(spared).terms
            }
            if !deny.conditions.isEmpty {
                // Where the term needs all that the deny needs, the deny holds whenever the term does.
                if deny.conditions.allSatisfy(term.conditions.contains) { continue }
                var touched = Region([term]).intersection(Region([Term(include: deny.include)])).terms
                for index in touched.indices {
                    touched[index].exclude += deny.exclude
                    touched[index].conditions.append("unless " + deny.conditions.joined(separator: " and "))
                }
                out += touched
            }
        }
        return Region(out)
    }

    private static func isBefore(_ a: Term, _ b: Term) -> Bool {
        if a.conditions.count != b.conditions.count { return a.conditions.count < b.conditions.count }
        if a.include != b.include { return a.include < b.include }
        if a.exclude != b.exclude { return a.exclude.lexicographicallyPrecedes(b.exclude) }
        return a.conditions.lexicographicallyPrecedes(b.conditions) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
