/// Tokens that are known by how they look, wherever they stand.
///
/// Source: the prefixes that the issuers publish for secret scanning; what is public by design (access key ids,
/// publishable keys) is not among them.
enum TokenForms {
    struct Form {
        let prefix: StaticString
        let type: SecretType
        /// The fewest bytes behind the prefix.
        let minimum: Int
        /// Bytes besides letters and digits that may follow.
        let others: StaticString

        init(_ prefix: StaticString, _ type: SecretType, _ minimum: Int, _ others: StaticString = "_-") {
            self.prefix = prefix
            self.type = type
            self.minimum = minimum
            self.others = others
        }
    }

    static let all: [Form] = [
        Form("ghp_", .gitHubToken, 16, "_"), Form("gho_", .gitHubToken, 16, "_"), Form("ghu_", .gitHubToken, 16, "_"),
        Form("ghs_", .gitHubToken, 16, "_"), Form("ghr_", .gitHubToken, 16, "_"), Form("github_pat_", .gitHubToken, 16),
        Form("glpat-", .gitLabToken, 12, "_-."), Form("gldt-", .gitLabToken, 12),
        Form("glrt-", .gitLabToken, 12, "_-."),
        Form("glptt-", .gitLabToken, 12), Form("glcbt-", .gitLabToken, 12), Form("glsoat-", .gitLabToken, 12),
        Form("gloas-", .gitLabToken, 12), Form("glagent-", .gitLabToken, 12), Form("glimt-", .gitLabToken, 12),
        Form("npm_", .npmToken, 30, ""), Form("xoxb-", .slackToken, 10, "-"), Form("xoxp-", .slackToken, 10, "-"),
        Form("xoxa-", .slackToken, 10, "-"), Form("xoxr-", .slackToken, 10, "-"), Form("xoxs-", .slackToken, 10, "-"),
        Form("xoxc-", .slackToken, 10, "-"), Form("xoxd-", .slackToken, 10, "-%"), Form("xoxe-", .slackToken, 10, "-"),
        Form("xoxe.", .slackToken, 10, "-."), Form("xapp-", .slackToken, 10, "-"),
        Form("sk_live_", .stripeKey, 8, "_"), Form("sk_test_", .stripeKey, 8, "_"),
        Form("rk_live_", .stripeKey, 8, "_"), Form("rk_test_", .stripeKey, 8, "_"),
        Form("whsec_", .stripeKey, 16, "+/="),
        Form("sk-ant-", .modelKey, 12), Form("sk-proj-", .modelKey, 12), Form("sk-", .modelKey, 16),
        Form("gsk_", .modelKey, 20), Form("xai-", .modelKey, 20), Form("pplx-", .modelKey, 20),
        Form("hf_", .modelKey, 20, ""), Form("r8_", .modelKey, 20, ""), Form("tvly-", .modelKey, 12),
        Form("AIza", .googleKey, 30), Form("ya29.", .googleKey, 20), Form("GOCSPX-", .googleKey, 16),
        Form("pypi-AgE", .vendorToken, 16), Form("dop_v1_", .vendorToken, 20, ""),
        Form("doo_v1_", .vendorToken, 20, ""),
        Form("SG.", .vendorToken, 30, "_-."), Form("dapi", .vendorToken, 32, "-"),
        Form("lin_api_", .vendorToken, 16, ""),
        Form("ntn_", .vendorToken, 20, ""), Form("ATATT3", .vendorToken, 20, "_-="),
        Form("ATCTT3", .vendorToken, 20, "_-="),
        Form("shpat_", .vendorToken, 20, ""), Form("shpss_", .vendorToken, 20, ""),
        Form("shppa_", .vendorToken, 20, ""),
        Form("hvs.", .vendorToken, 16), Form("hvb.", .vendorToken, 16), Form("figd_", .vendorToken, 16),
        Form("sntrys_", .vendorToken, 16, "_-+/="), Form("sntryu_", .vendorToken, 16, ""),
        Form("pscale_tkn_", .vendorToken, 16, "_-."), Form("pscale_pw_", .vendorToken, 16, "_-."),
        Form("sbp_", .vendorToken, 20, ""), Form("PMAK-", .vendorToken, 20, "-"), Form("NRAK-", .vendorToken, 16, ""),
        Form("glsa_", .vendorToken, 16, "_"), Form("glc_", .vendorToken, 20, "_-+/="),
        Form("dp.st.", .vendorToken, 16, "_-."),
        Form("dckr_pat_", .vendorToken, 12), Form("lsv2_pt_", .vendorToken, 16), Form("lsv2_sk_", .vendorToken, 16),
        Form("apify_api_", .vendorToken, 16, ""), Form("sq0csp-", .vendorToken, 16), Form("EAAAl", .vendorToken, 40),
        Form("AGE-SECRET-KEY-1", .privateKey, 20, ""), Form("nfp_", .vendorToken, 20, ""),
        Form("pul-", .vendorToken, 30, ""),
        Form("FlyV1 ", .vendorToken, 20, "_-+/=,"), Form("secret_", .vendorToken, 32, ""),
        Form("api_live_", .vendorToken, 16),
        // Addresses at which whoever knows them may write.
        Form("hooks.slack.com/services/", .slackToken, 24, "/"),
        Form("hooks.slack.com/workflows/", .slackToken, 24, "/"),
        Form("discord.com/api/webhooks/", .vendorToken, 40, "/_-"),
    ]

    /// The forms by the first byte of their prefixes, in their order: most words of a text begin as no token does.
    private static let byFirstByte: [[Form]] = {
        var forms = [[Form]](repeating: [], count: 256)
        for form in all { forms[Int(form.prefix.utf8Start.pointee)].append(form) }
        return forms
    }()

    /// Where the token that begins at the index ends, and what it is.
    ///
    /// The index must be at the beginning of a word.
    static func match(_ bytes: ArraySlice<UInt8>, at start: Int) -> (end: Int, type: SecretType)? {
        jwt(bytes, at: start) ?? sessionToken(bytes, at: start) ?? telegramToken(bytes, at: start)
            ?? prefixed(bytes, at: start)
    }

    private static func prefixed(_ bytes: ArraySlice<UInt8>, at start: Int) -> (end: Int, type: SecretType)? {
        guard start < bytes.endIndex else { return nil }
        for form in byFirstByte[Int(bytes[start])] where hasPrefix(bytes, form.prefix, at: start) {
            let body = start + form.prefix.utf8CodeUnitCount
            // A word of letters alone is a name that happens to begin so (`sk-learn-…`).
            let beginning = run(bytes.prefix(upTo: min(body + 64, bytes.endIndex)), from: body, others: form.others)
            guard beginning - body >= form.minimum, bytes[body..<beginning].contains(where: ASCII.isDigit) else {
                continue
            }
            let end = run(bytes, from: beginning, others: form.others)
            return (end, form.type)
        }
        return nil
    }

    /// Three base64url parts of which the first two are JSON objects (`eyJ` is `{"`); the signature may be empty.
    private static func jwt(_ bytes: ArraySlice<UInt8>, at start: Int) -> (end: Int, type: SecretType)? {
        guard hasPrefix(bytes, "eyJ", at: start) else { return nil }
        let header = run(bytes.prefix(upTo: min(start + 4096, bytes.endIndex)), from: start, others: "_-")
        guard header - start >= 12, header < bytes.endIndex, bytes[header] == UInt8(ascii: ".") else { return nil }
        let payload = run(bytes, from: header + 1, others: "_-")
        guard payload - header > 8 else { return nil }
        guard payload < bytes.endIndex, bytes[payload] == UInt8(ascii: ".") else { return (payload, .jwt) }
        return (run(bytes, from: payload + 1, others: "_-."), .jwt)
    }

    /// A session token of AWS STS.
    private static func sessionToken(_ bytes: ArraySlice<UInt8>, at start: Int) -> (end: Int, type: SecretType)? {
        let isOne =
            hasPrefix(bytes, "IQoJ", at: start) || hasPrefix(bytes, "FwoG", at: start)
            || hasPrefix(bytes, "FQoG", at: start)
        guard isOne else { return nil }
        let end = run(bytes, from: start, others: "+/=%")
        return end - start >= 80 ? (end, .awsSessionToken) : nil
    }

    /// A bot token of Telegram: 8 to 10 digits, a colon, 35 characters.
    private static func telegramToken(_ bytes: ArraySlice<UInt8>, at start: Int) -> (end: Int, type: SecretType)? {
        var colon = start
        while colon < bytes.endIndex, ASCII.isDigit(bytes[colon]), colon - start < 11 { colon += 1 }
        guard (8...10).contains(colon - start), colon < bytes.endIndex, bytes[colon] == UInt8(ascii: ":") else {
            return nil
        }
        let end = run(bytes, from: colon + 1, others: "_-")
        return end - colon - 1 == 35 ? (end, .vendorToken) : nil
    }

    /// Whether the whole text is the id of an AWS access key: public, and no secret.
    static func isAccessKeyID(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count == 20 else { return false }
        let start = bytes.startIndex
        guard hasPrefix(bytes, "AKIA", at: start) || hasPrefix(bytes, "ASIA", at: start) else { return false }
        return bytes.allSatisfy { ASCII.isUpper($0) || ASCII.isDigit($0) }
    }

    /// Whether the whole text has the form of an AWS secret access key: 40 characters of base64.
    static func isSecretAccessKey(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 40
            && bytes.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "+") }
    }

    /// Whether a secret access key stands here by its looks alone: 40 characters whose kind changes as in random text.
    static func looksLikeSecretAccessKey(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard isSecretAccessKey(bytes) else { return false }
        return bytes.contains(where: ASCII.isUpper) && bytes.contains(where: ASCII.isLower)
            && bytes.contains(where: ASCII.isDigit) && changes(bytes) >= 14
    }

    /// Whether the whole text can only be an opaque token: long, letters and digits mixed, no word of a language.
    static func isOpaque(_ bytes: ArraySlice<UInt8>) -> Bool {
        let isPlain = bytes.allSatisfy { ASCII.isWord($0) || "-+/=".utf8.contains($0) }
        guard bytes.count >= 24, isPlain, bytes.contains(where: ASCII.isDigit) else { return false }
        return bytes.contains(where: ASCII.isLetter) && changes(bytes) * 4 >= bytes.count
    }

    /// How often lower case, upper case, digit and other follow each other.
    private static func changes(_ bytes: ArraySlice<UInt8>) -> Int {
        func kind(_ byte: UInt8) -> Int {
            ASCII.isLower(byte) ? 0 : ASCII.isUpper(byte) ? 1 : ASCII.isDigit(byte) ? 2 : 3
        }
        return zip(bytes, bytes.dropFirst()).count { kind($0) != kind($1) }
    }

    private static func hasPrefix(_ bytes: ArraySlice<UInt8>, _ prefix: StaticString, at start: Int) -> Bool {
        guard start >= bytes.startIndex, bytes.endIndex - start >= prefix.utf8CodeUnitCount else { return false }
        return prefix.withUTF8Buffer { prefix in
            for offset in prefix.indices where bytes[start + offset] != prefix[offset] { return false }
            return true
        }
    }

    private static func run(_ bytes: ArraySlice<UInt8>, from start: Int, others: StaticString) -> Int {
        others.withUTF8Buffer { others in
            var index = start
            while index < bytes.endIndex, ASCII.isAlphanumeric(bytes[index]) || others.contains(bytes[index]) {
                index += 1
            }
            return index
        }
    }
}
