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
                if phrases[index].matches(words, at: place) { found.insert(index) }
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

    private static let ignoring = "ignore|disregard|forget|override|bypass|discard"
    private static let orders =
        "instructions|instruction|prompts|prompt|rules|directions|directives|guidelines|guidance|commands|orders"
    private static let earlier = "previous|prior|above|earlier|preceding|foregoing"

    private static let sending =
        "send|forward|upload|post|exfiltrate|transmit|email|mail|leak|copy|paste|attach|submit"
    private static let towards =
        "to|in|into|as|at|with ~3 http|https|@|webhook|url|issue|comment|reply|response|answer|pull|attacker"
    /// What nobody sends away; behind it the sentence goes on, since "customer service" and "database schema" are no such.
    private static let goods =
        "secrets|secret|credentials|credential|passwords|tokens|keys|cookies|conversation|ssn|ssns|customers|customer|pii|salaries|database "
        + "=to|at|into|in|from|and|with|as|via|through|on|of|you|that"
    private static let people = "user|human|operator"

    private static let phrases: [InjectionPhrase] = [
        InjectionPhrase("ignore-instructions", "\(ignoring) ~3 \(earlier) ~2 \(orders)"),
        InjectionPhrase(
            "ignore-instructions",
            "\(ignoring) ~2 existing|original|initial|system instructions|instruction|prompt|prompts|directives"),
        InjectionPhrase(
            "ignore-instructions", "\(ignoring) ~2 all|any|every ~2 \(orders) ~3 \(earlier)|given|received"),
        InjectionPhrase("ignore-instructions", "forget|ignore|disregard ~1 \(orders) you were given|told"),
        InjectionPhrase("ignore-instructions", "ignore|disregard|forget everything|all ~3 before|above"),
        InjectionPhrase("ignore-instructions", "ignore|disregard|forget everything ~3 previous|prior|earlier"),
        InjectionPhrase("ignore-instructions", "ignore|disregard|forget|override your ~1 \(orders)"),
        InjectionPhrase(
            "ignore-instructions",
            "ignore|disregard|forget|override your ~1 guardrails|safeguards|training =and|now|for|in|completely"),
        InjectionPhrase("ignore-instructions", "stop following|obeying ~1 your|previous|these ~1 \(orders)"),
        InjectionPhrase(
            "ignore-instructions",
            "your ~1 \(earlier)|old|original|initial ~1 \(orders) ~2 longer|void|cancelled|canceled|revoked|suspended|replaced"
        ),
        InjectionPhrase("ignore-instructions", "your new instructions|directives are|is"),
        InjectionPhrase(
            "ignore-instructions",
            "safety|content|moderation ~1 policy|policies|filter|filters|checks|restrictions ~2 suspended|disabled|off|lifted|void "
                + "~2 this|the session|conversation|chat"),
        InjectionPhrase(
            "ignore-instructions",
            "ignoriere|ignorieren|vergiss|missachte ~3 vorherigen|bisherigen|vorigen|obigen|früheren ~1 "
                + "anweisungen|anweisung|regeln|vorgaben"),
        InjectionPhrase(
            "ignore-instructions",
            "ignora|olvida|ignore ~2 instrucciones|órdenes|reglas|indicaciones ~1 anteriores|previas"),
        InjectionPhrase(
            "ignore-instructions",
            "ignore|ignorez|oublie|oubliez ~2 instructions|consignes|règles ~1 précédentes|antérieures"),
        InjectionPhrase("ignore-instructions", "ignore|esqueça ~2 instruções|regras ~1 anteriores|prévias"),
        InjectionPhrase("ignore-instructions", "ignora|dimentica ~2 istruzioni|regole ~1 precedenti"),
        InjectionPhrase("ignore-instructions", "negeer|vergeet ~2 vorige|eerdere ~1 instructies|regels"),
        InjectionPhrase("new-role", "you are now|henceforth ~2 dan|jailbroken|unrestricted|unfiltered"),
        InjectionPhrase("new-role", "you are now|henceforth ~1 root|admin|administrator !of|for|in|on|at"),
        InjectionPhrase("new-role", "you are now in ~2 developer|debug|god|admin|maintenance|unrestricted mode"),
        InjectionPhrase(
            "new-role", "act|behave|respond|answer ~3 without ~2 restrictions|limitations|limits|filters|guidelines"),
        InjectionPhrase(
            "new-role", "pretend ~1 you ~3 no|without ~2 restrictions|limitations|limits|filters|guidelines"),
        InjectionPhrase("new-role", "act|behave|respond|answer|reply as ~2 dan|jailbroken|unrestricted|unfiltered"),
        InjectionPhrase("new-role", "enter|enable|activate ~1 developer mode !on|in|under|from|via|to|at"),
        InjectionPhrase("new-role", "enter|enable|activate ~1 dan|god|jailbreak|unrestricted mode"),
        InjectionPhrase(
            "reveal-instructions",
            "reveal|print|show|repeat|output|display|leak|expose|dump ~4 your ~1 "
                + "system|initial|hidden|secret|original prompt|prompts|instructions|message"),
        InjectionPhrase(
            "reveal-instructions",
            "reveal|print|show|repeat|output|display|leak|expose|dump ~3 system|hidden|secret prompt"),
        InjectionPhrase(
            "reveal-instructions",
            "reveal|print|show|repeat|output|display|leak|expose|dump ~2 hidden|secret instructions"),
        InjectionPhrase("hide-from-user", "do not ~1 tell|mention|reveal ~4 \(people)|owner", .plain),
        InjectionPhrase("hide-from-user", "don't|never tell|mention|reveal ~4 \(people)", .plain),
        InjectionPhrase(
            "hide-from-user", "do not ~1 inform|alert|notify|warn ~2 \(people)|owner =about|of|that", .plain),
        InjectionPhrase("hide-from-user", "don't|never inform|alert|notify|warn ~2 \(people) =about|of|that", .plain),
        InjectionPhrase("hide-from-user", "keep ~2 secret|hidden|quiet from ~1 \(people)"),
        InjectionPhrase("hide-from-user", "hide|conceal this|that|it|these from ~1 \(people)"),
        InjectionPhrase(
            "hide-from-user",
            "without ~1 telling|informing|notifying|asking|alerting|mentioning ~2 \(people)", .mayBeTold),
        InjectionPhrase(
            "exfiltrate",
            "send|forward|upload|post|exfiltrate|transmit|email|leak ~5 secrets|secret|credentials|passwords|password|tokens|token|keys|key|cookies|conversation|history|env|environment "
                + "=to|at|into|in|from|and|with|as|via|you|that|of ~5 to ~2 http|https"),
        InjectionPhrase(
            "exfiltrate",
            "send|forward|upload|exfiltrate|transmit|email|leak ~3 all|every|the|any ~3 secrets|credentials|passwords|tokens|keys|conversation|emails|files "
                + "=to|at|into|in|from|and|with|as|via|you|that|of ~4 to ~3 attacker|address|endpoint|webhook|server|url"
        ),
        InjectionPhrase("exfiltrate", "exfiltrate|smuggle ~4 data|files|records"),
        InjectionPhrase("exfiltrate", "exfiltrate|smuggle ~4 \(goods)"),
        InjectionPhrase("exfiltrate", "\(sending) ~3 \(goods) ~6 to|at|into ~4 http|https|@|webhook|attacker"),
        InjectionPhrase(
            "exfiltrate",
            "\(sending) ~1 all|every|entire|whole|any ~3 data|files|records|emails|messages|documents|history|notes "
                + "=to|at|into|in|from|and|of|you|that ~4 to|at|into ~3 http|https|@"),
        InjectionPhrase(
            "exfiltrate",
            "\(sending) ~3 contents|content ~5 env|credentials|passwd|shadow|rsa|inbox|database ~6 \(towards)"),
        InjectionPhrase(
            "exfiltrate", "\(sending) ~6 ssh|aws|kube|etc id|credentials|config|passwd|shadow ~6 \(towards)"),
        InjectionPhrase(
            "exfiltrate",
            "read|open|cat|load ~5 ssh|aws|kube|etc id|credentials|config|passwd|shadow ~6 and|then ~2 "
                + "\(sending)|include|put|add|append"),
        InjectionPhrase(
            "exfiltrate",
            "append|add|embed|encode|include|put ~3 \(goods) !of|from|on|that ~8 url|query|link|image|querystring"),
        InjectionPhrase("exfiltrate", "bcc|cc ~4 all|every|each ~5 to ~3 @"),
        InjectionPhrase(
            "exfiltrate",
            "sende|schicke|schick|lade ~4 passwörter|zugangsdaten|schlüssel|kundendaten ~4 an|nach ~3 http|https|@"),
        InjectionPhrase(
            "exfiltrate", "envía|envia|manda|sube ~4 contraseñas|claves|credenciales|datos ~5 a ~3 http|https|@"),
        InjectionPhrase(
            "exfiltrate", "envoie|envoyez|transmets ~4 passe|identifiants|clés|données ~5 à|vers ~3 http|https|@"),
        InjectionPhrase(
            "tool-orders",
            "before ~3 using|calling|running ~2 tool|tools|function ~4 you must ~2 first call|read|send|run|execute|include|pass"
        ),
        InjectionPhrase(
            "tool-orders",
            "before ~3 answering|responding ~4 you must ~2 first call|read|send|run|execute|include|pass"),
        InjectionPhrase(
            "tool-orders",
            "you must|should always|first ~2 call|invoke|run ~3 tool ~6 do not|without ~3 user|ask|asking"),
    ]

    /// Marks that only a model's own format has, or that head an order.
    private static let forms: [(name: String, text: String)] = [
        ("role-marks", "<|im_start|>system"), ("role-marks", "<|im_start|>assistant"), ("role-marks", "<|system|>"),
        ("role-marks", "[inst] <<sys>>"), ("role-marks", "<<sys>>"), ("role-marks", "<|start_header_id|>system"),
        ("hidden-orders", "<important>"), ("hidden-orders", "<!-- ai:"), ("hidden-orders", "<!-- system:"),
        ("hidden-orders", "[system override]"), ("hidden-orders", "[system note"),
        ("hidden-orders", "### new instructions"),
        ("hidden-orders", "begin hidden instructions"),
        ("exfiltrate", "$(cat ~/"), ("exfiltrate", "$(cat /etc/"), ("exfiltrate", "$(cat .env"),
        ("exfiltrate", "| base64 | curl"), ("exfiltrate", "@/etc/passwd"), ("exfiltrate", "@~/.ssh"),
    ]

    private static let byFirstWord: [Text: [Int]] = {
        var table: [Text: [Int]] = [:]
        for (index, phrase) in phrases.enumerated() {
            for word in phrase.first { table[word, default: []].append(index) }
        }
        return table
    }()

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
            if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
        }
        return false
    }
}
