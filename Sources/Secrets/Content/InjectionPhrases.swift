internal import OverreachModel

/// Phrases by which a text tries to give orders to the model that reads it.
///
/// A phrase is words in an order with a few others between them; what is forbidden ("do not ignore previous
/// instructions") or spans two sentences is none.
enum InjectionPhrases {
    /// The detectors that the text sets off, each once, in the order of the table.
    ///
    /// Complexity: words of the text times phrases that begin with that word.
    static func detectors(in text: String) -> [String] {
        let words = PhraseWords.of(text)
        var found: Set<Int> = []
        for place in words.indices {
            for index in byFirstWord[words[place]] ?? [] where !found.contains(index) {
                let phrase = phrases[index]
                if phrase.mayBeForbidden, isForbidden(words[..<place]) { continue }
                if matches(phrase.parts[...], words[place...]) { found.insert(index) }
            }
        }
        let bytes = text.utf8.map(ASCII.lowered)
        for (index, form) in forms.enumerated() where contains(bytes, Array(form.text.utf8)) {
            found.insert(phrases.count + index)
        }

        var names: [String] = []
        for index in found.sorted() {
            let name = index < phrases.count ? phrases[index].name : forms[index - phrases.count].name
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    private enum Part: Sendable {
        case word(Set<Text>)
        /// Up to so many words of any kind, within a sentence.
        case gap(Int)
    }

    private struct Phrase: Sendable {
        let name: String
        let parts: [Part]
        /// Whether "not" before it turns it into its opposite.
        let mayBeForbidden: Bool

        /// `a|b ~2 c`: a or b, up to two words, c.
        init(_ name: String, _ form: String, mayBeForbidden: Bool = true) {
            self.name = name
            self.mayBeForbidden = mayBeForbidden
            parts = form.split(separator: " ").map { part in
                part.first == "~"
                    ? .gap(Int(part.dropFirst()) ?? 0) : .word(Set(part.split(separator: "|").map { Text(String($0)) }))
            }
        }
    }

    private static let orders =
        "instructions|instruction|prompts|prompt|rules|directions|directives|guidelines|commands|orders"
    private static let earlier = "previous|prior|above|earlier|preceding|foregoing|existing|original|initial|system"

    private static let sending =
        "send|forward|upload|post|exfiltrate|transmit|email|mail|leak|copy|paste|attach|submit"
    private static let towards =
        "to|in|into|as|at|with ~3 http|https|@|webhook|url|issue|comment|reply|response|answer|pull|attacker"
    private static let goods =
        "secrets|secret|credentials|credential|passwords|tokens|keys|cookies|conversation|ssn|ssns|customers|customer|pii|salaries|database"

    private static let phrases: [Phrase] = [
        Phrase("ignore-instructions", "ignore|disregard|forget|override|bypass|discard ~3 \(earlier) ~2 \(orders)"),
        Phrase(
            "ignore-instructions",
            "ignore|disregard|forget|override|bypass ~2 all|any|every ~2 \(orders) ~3 \(earlier)|given|received"),
        Phrase("ignore-instructions", "ignore|disregard|forget everything|all ~3 \(earlier)|before"),
        Phrase(
            "ignore-instructions", "ignore|disregard|forget|override your ~1 \(orders)|guardrails|safeguards|training"),
        Phrase(
            "ignore-instructions",
            "ignoriere|ignorieren|vergiss|missachte ~3 vorherigen|bisherigen|vorigen|obigen ~1 anweisungen|anweisung|regeln"
        ),
        Phrase("ignore-instructions", "ignora|olvida|ignore ~2 instrucciones|órdenes ~1 anteriores|previas"),
        Phrase(
            "ignore-instructions", "ignore|ignorez|oublie|oubliez ~2 instructions|consignes ~1 précédentes|antérieures"),
        Phrase("ignore-instructions", "ignore|esqueça ~2 instruções ~1 anteriores|prévias"),
        Phrase("new-role", "you are now|henceforth ~2 dan|jailbroken|unrestricted|unfiltered|root|admin|administrator"),
        Phrase("new-role", "you are now in ~2 developer|debug|god|admin|maintenance|unrestricted mode"),
        Phrase(
            "new-role", "act|behave|respond|pretend ~3 no|without ~2 restrictions|limits|limitations|filters|guidelines"
        ),
        Phrase("new-role", "enter|enable|activate ~1 developer|dan|god|jailbreak|unrestricted mode"),
        Phrase(
            "reveal-instructions",
            "reveal|print|show|repeat|output|display|leak|expose|dump ~2 your|the|hidden ~1 system|initial|hidden|secret prompt|instructions|message"
        ),
        Phrase(
            "hide-from-user",
            "do not|never|don't ~1 tell|inform|mention|alert|notify|warn|reveal ~4 user|human|operator|owner",
            mayBeForbidden: false),
        Phrase(
            "hide-from-user", "don't|never tell|inform|mention|alert|notify ~4 user|human|operator",
            mayBeForbidden: false),
        Phrase(
            "hide-from-user", "without ~1 telling|informing|notifying|asking|alerting|mentioning ~2 user|human|operator"
        ),
        Phrase(
            "exfiltrate",
            "send|forward|upload|post|exfiltrate|transmit|email|leak ~5 secrets|secret|credentials|passwords|password|tokens|token|keys|key|cookies|conversation|history|env|environment ~5 to ~2 http|https"
        ),
        Phrase(
            "exfiltrate",
            "send|forward|upload|exfiltrate|transmit|email|leak ~3 all|every|the|any ~3 secrets|credentials|passwords|tokens|keys|conversation|emails|files ~4 to ~3 attacker|address|endpoint|webhook|server|url"
        ),
        Phrase("exfiltrate", "exfiltrate|smuggle ~4 \(goods)|data|files|records"),
        Phrase("exfiltrate", "\(sending) ~3 \(goods) ~6 to|at|into ~4 http|https|@|webhook|attacker"),
        Phrase(
            "exfiltrate",
            "\(sending) ~1 all|every|entire|whole|any ~3 data|files|records|emails|messages|documents|history|notes ~4 to|at|into ~3 http|https|@"
        ),
        Phrase(
            "exfiltrate",
            "\(sending) ~3 contents|content ~5 env|credentials|passwd|shadow|rsa|inbox|database ~6 \(towards)"),
        Phrase("exfiltrate", "\(sending) ~6 ssh|aws|kube|etc id|credentials|config|passwd|shadow ~6 \(towards)"),
        Phrase(
            "exfiltrate",
            "read|open|cat|load ~5 ssh|aws|kube|etc id|credentials|config|passwd|shadow ~6 and|then ~2 \(sending)|include|put|add|append"
        ),
        Phrase("exfiltrate", "append|add|embed|encode|include|put ~3 \(goods) ~8 url|query|link|image|querystring"),
        Phrase("exfiltrate", "bcc|cc ~4 all|every|each ~5 to ~3 @"),
        Phrase(
            "exfiltrate",
            "sende|schicke|schick|lade ~4 passwörter|zugangsdaten|schlüssel|kundendaten ~4 an|nach ~3 http|https|@"),
        Phrase("exfiltrate", "envía|envia|manda|sube ~4 contraseñas|claves|credenciales|datos ~5 a ~3 http|https|@"),
        Phrase("exfiltrate", "envoie|envoyez|transmets ~4 passe|identifiants|clés|données ~5 à|vers ~3 http|https|@"),
        Phrase(
            "tool-orders",
            "before ~3 using|calling|answering|responding|running ~4 you must ~2 first call|read|send|run|execute|include|pass"
        ),
        Phrase(
            "tool-orders",
            "you must|should always|first ~2 call|invoke|run ~3 tool ~6 do not|without ~3 user|ask|asking"),
    ]

    /// Marks that only a model's own format has, or that head an order.
    private static let forms: [(name: String, text: String)] = [
        ("role-marks", "<|im_start|>system"), ("role-marks", "<|im_start|>assistant"), ("role-marks", "<|system|>"),
        ("role-marks", "[inst] <<sys>>"), ("role-marks", "<<sys>>"), ("role-marks", "<|start_header_id|>system"),
        ("hidden-orders", "<important>"), ("hidden-orders", "<!-- ai:"), ("hidden-orders", "<!-- system:"),
        ("hidden-orders", "[system override]"), ("hidden-orders", "### new instructions"),
        ("hidden-orders", "begin hidden instructions"),
        ("exfiltrate", "$(cat ~/"), ("exfiltrate", "$(cat /etc/"), ("exfiltrate", "$(cat .env"),
        ("exfiltrate", "| base64 | curl"), ("exfiltrate", "@/etc/passwd"), ("exfiltrate", "@~/.ssh"),
    ]

    private static let byFirstWord: [Text: [Int]] = {
        var table: [Text: [Int]] = [:]
        for (index, phrase) in phrases.enumerated() {
            guard case .word(let words)? = phrase.parts.first else { continue }
            for word in words { table[word, default: []].append(index) }
        }
        return table
    }()

    private static func matches(_ parts: ArraySlice<Part>, _ words: ArraySlice<Text>) -> Bool {
        guard let part = parts.first else { return true }
        switch part {
        case .word(let accepted):
            guard let word = words.first, accepted.contains(word) else { return false }
            return matches(parts.dropFirst(), words.dropFirst())
        case .gap(let most):
            var rest = words
            for _ in 0...most {
                if matches(parts.dropFirst(), rest) { return true }
                guard let word = rest.first, word != PhraseWords.end else { return false }
                rest = rest.dropFirst()
            }
            return false
        }
    }

    private static let negations: Set<Text> = [
        "not", "never", "don't", "dont", "cannot", "can't", "won't", "shouldn't", "mustn't", "doesn't", "nicht", "no",
    ]

    private static func isForbidden(_ before: ArraySlice<Text>) -> Bool {
        for word in before.suffix(2).reversed() {
            if word == PhraseWords.end { return false }
            if negations.contains(word) { return true }
        }
        return false
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
            if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
        }
        return false
    }
}

/// The words of a text, in lower case, with marks where a sentence ends; characters that nobody sees are left out, so
/// that they split no word.
enum PhraseWords {
    /// Stands where a sentence ends.
    static let end: Text = "."

    static func of(_ text: String) -> [Text] {
        var words: [Text] = []
        var word = String.UnicodeScalarView()
        func isInvisible(_ value: UInt32) -> Bool {
            (0x200B...0x200F).contains(value) || (0x2060...0x2064).contains(value) || value == 0xFEFF || value == 0xAD
        }
        func finish() {
            guard !word.isEmpty else { return }
            words.append(Text(String(word).lowercased()))
            word = String.UnicodeScalarView()
        }
        let scalars = text.unicodeScalars
        for place in scalars.indices {
            let scalar = scalars[place]
            switch scalar {
            case "'", "\u{2019}":
                if !word.isEmpty { word.append("'") }
            case ".", "!", "?", ";":
                finish()
                // Within a name of a host or a file none ends.
                let next = scalars.index(after: place)
                let isEnd = next == scalars.endIndex || !scalars[next].properties.isAlphabetic
                if isEnd, words.last != end { words.append(end) }
            case "@":
                finish()
                words.append("@")
            case _ where isInvisible(scalar.value):
                continue
            case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
                word.append(scalar)
            default:
                finish()
            }
        }
        finish()
        return words
    }
}
