/// Text from outside made fit to be shown: nothing invisible, nothing that reorders, nothing wider than its box.
enum DisplayText {
    /// The text with every control, bidi override, invisible or unassigned scalar written as `\u{202E}`.
    ///
    /// Line breaks and tabs become blanks. More than two combining marks in a row are written out too, since a pile of
    /// them leaves its line.
    static func visible(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var marks = 0
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            let isMark = isCombining(scalar)
            marks = isMark ? marks + 1 : 0
            if scalar == "\n" || scalar == "\r" || scalar == "\t" {
                out.append(" ")
            } else if isShown(scalar, after: previous) && marks <= 2 && !(isMark && previous == nil) {
                out.append(scalar)
            } else {
                out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            }
            previous = scalar
        }
        return String(out)
    }

    private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func isShown(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        // A variation selector is invisible by itself; behind an emoji it only picks the coloured form.
        if scalar.value == 0xFE0F { return previous?.properties.isEmoji == true && previous?.isASCII == false }
        if scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800 { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default:
            return true
        }
    }

    /// The text if it is not wider than `width`, else its beginning and end with `…` between them.
    ///
    /// Expects visible text. Linear in what is kept, not in what is cut.
    static func cut(_ text: String, to width: Double, in font: FontMetrics) -> String {
        let limit = width * 1000 / font.size
        var total = 0.0
        let isShort = text.unicodeScalars.allSatisfy { scalar in
            total += Double(font.bound(of: scalar))
            return total <= limit
        }
        if isShort { return text }

        let room = limit - Double(font.bound(of: "…"))
        let characters = Substring(text)
        let head = characters.prefix(fitting(characters, into: room * 0.55, font))
        let used = head.unicodeScalars.reduce(0.0) { $0 + Double(font.bound(of: $1)) }
        let tail = characters.suffix(fitting(characters.reversed(), into: room - used, font))
        return trimmed(head) + "…" + trimmed(tail)
    }

    /// How many characters from the start fit.
    private static func fitting(_ characters: some Sequence<Character>, into room: Double, _ font: FontMetrics) -> Int {
        var used = 0.0
        var count = 0
        for character in characters {
            used += character.unicodeScalars.reduce(0.0) { $0 + Double(font.bound(of: $1)) }
            guard used <= room else { break }
            count += 1
        }
        return count
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }

    /// The text in at most `lines` lines of at most `width`, broken at blanks where there are any; the last is cut.
    static func wrap(_ text: String, to width: Double, lines: Int, in font: FontMetrics) -> [String] {
        var out: [String] = []
        var line = ""
        let words = text.split(separator: " ")
        for (index, word) in words.enumerated() {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if font.bound(longer) <= width {
                line = longer
                continue
            }
            if out.count + 1 >= lines {
                let rest = ([Substring(line)] + words[index...]).filter { !$0.isEmpty }.joined(separator: " ")
                return out + [cut(rest, to: width, in: font)]
            }
            if !line.isEmpty { out.append(line) }
            line = cut(String(word), to: width, in: font)
        }
        return line.isEmpty ? out : out + [line]
    }

    /// A name in one or two lines of at most `width`: the break is after a mark such as `-`, `/` or `.` near the middle.
    static func wrapName(_ name: String, to width: Double, in font: FontMetrics) -> [String] {
        if font.bound(name) <= width { return [name] }
        let whole = cut(name, to: width * 1.9, in: font)
        let characters = Array(whole)
        var best: (index: Int, slack: Double)?
        for index in characters.indices.dropLast() where "-/._:@ …".contains(characters[index]) {
            let head = font.bound(String(characters[...index]))
            let tail = font.bound(String(characters[(index + 1)...]))
            guard head <= width, tail <= width else { continue }
            let slack = abs(head - tail)
            if slack < (best?.slack ?? .infinity) { best = (index, slack) }
        }
        guard let best else { return [cut(name, to: width, in: font)] }
        return [
            trimmed(Substring(String(characters[...best.index]))),
            trimmed(Substring(String(characters[(best.index + 1)...]))),
        ].filter { !$0.isEmpty }
    }

    /// A label of parts joined by ` · ` in at most two lines of at most `width`.
    static func wrapLabel(_ label: String, to width: Double, in font: FontMetrics) -> [String] {
        if font.bound(label) <= width { return [label] }
        let parts = split(cut(label, to: width * 2, in: font))
        var best: (head: String, tail: String, width: Double)?
        for index in parts.indices.dropFirst() {
            let head = parts[..<index].joined(separator: " · ")
            let tail = parts[index...].joined(separator: " · ")
            let wider = max(font.bound(head), font.bound(tail))
            if wider < (best?.width ?? .infinity) { best = (head, tail, wider) }
        }
        guard let best, !best.head.isEmpty, !best.tail.isEmpty else { return [cut(label, to: width, in: font)] }
        return [cut(best.head, to: width, in: font), cut(best.tail, to: width, in: font)]
    }

    /// The parts of a label between its middle dots.
    static func split(_ label: String) -> [String] {
        var parts: [String] = []
        var part = Substring()
        var rest = Substring(label)
        while let next = rest.first {
            if rest.unicodeScalars.starts(with: " · ".unicodeScalars) {
                parts.append(String(part))
                part = Substring()
                rest = rest.dropFirst(3)
            } else {
                part.append(next)
                rest.removeFirst()
            }
        }
        return parts + [String(part)]
    }
}
