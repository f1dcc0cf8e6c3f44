/// What a name (of a variable, header, flag, parameter) says of its value.
///
/// Source: names that public configurations and secret scanners use; the last word decides, so `TOKEN_FILE` is a
/// file and `ACCESS_KEY_ID` an id.
enum CredentialName {
    /// The type of secret that a value under this name would be, or nil where the name speaks of none.
    static func type(of name: String) -> SecretType? {
        var words = self.words(of: name)[...]
        let isOfAWS = words.contains("aws")
        while let last = words.last, !descriptive.contains(last) {
            // The longest ending that is looked for has fifteen letters.
            let joined = words.suffix(15).joined()
            if ["secretaccesskey", "awssecretkey", "awssecret"].contains(where: joined.hasSuffix) {
                return .awsSecretAccessKey
            }
            if isOfAWS, joined.hasSuffix("sessiontoken") || joined.hasSuffix("securitytoken") {
                return .awsSessionToken
            }
            if publicKeys.contains(where: joined.hasSuffix) { return nil }
            if last.hasSuffix("token"), isOfPaging(words) { return nil }
            for (suffix, type) in suffixes where last.hasSuffix(suffix) { return type }
            for (word, type) in wholeWords where last == word { return type }
            // A number or an environment behind the name: TOKEN_2, API_KEY_PROD.
            guard words.count > 1, trailing.contains(last) || last.utf8.allSatisfy(ASCII.isDigit) else { return nil }
            words = words.dropLast()
        }
        return nil
    }

    private static let publicKeys = [
        "publickey", "primarykey", "foreignkey", "sortkey", "partitionkey", "hashkey", "publishablekey",
    ]

    /// Words before `token` that make it the mark of a page, or of a request that may be sent twice.
    private static let pagingWords: [String] = [
        "next", "page", "continuation", "pagination", "starting", "sync", "client", "cursor", "resume",
    ]

    /// Whether the name, whose last word ends in `token`, is of one that opens nothing: `nextPageToken`, `page_token`.
    private static func isOfPaging(_ words: ArraySlice<String>) -> Bool {
        guard let last = words.last else { return false }
        if last == "token" { return words.dropLast().last.map(pagingWords.contains) ?? false }
        return last.hasSuffix("pagetoken") || pagingWords.contains { last == $0 + "token" }
    }

    /// The words of a name, in lower case: parted by what is no letter or digit, and where the case rises.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        let bytes = Array(name.utf8)
        for (index, byte) in bytes.enumerated() {
            guard ASCII.isAlphanumeric(byte) else {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
                continue
            }
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            let previous = index > 0 ? bytes[index - 1] : 0
            let rises =
                ASCII.isUpper(byte) && (ASCII.isLower(previous) || (ASCII.isUpper(previous) && ASCII.isLower(next)))
            if rises, !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word = []
            }
            word.append(ASCII.lowered(byte))
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    private static let suffixes: [(String, SecretType)] = [
        ("password", .password), ("passwd", .password), ("passphrase", .password), ("passcode", .password),
        ("passwort", .password), ("kennwort", .password),
        ("pwd", .password), ("dbpass", .password), ("pgpass", .password), ("userpass", .password),
        ("apikey", .apiKey), ("accesskey", .apiKey), ("secretkey", .apiKey), ("privatekey", .apiKey),
        ("authkey", .apiKey), ("accountkey", .apiKey), ("masterkey", .apiKey), ("signingkey", .apiKey),
        ("token", .token), ("secret", .secret), ("secrets", .secret), ("credential", .secret), ("credentials", .secret),
        ("creds", .secret), ("authorization", .authorization),
    ]

    private static let wholeWords: [(String, SecretType)] = [
        ("pass", .password), ("pw", .password), ("key", .apiKey), ("auth", .authorization), ("bearer", .token),
        ("pat", .token), ("jwt", .token), ("cookie", .cookie), ("cookies", .cookie), ("sig", .secret),
        ("signature", .secret), ("tokens", .token), ("cred", .secret),
    ]

    /// Last words that speak about a credential and are none.
    private static let descriptive: Set<String> = [
        "id", "ids", "file", "files", "path", "paths", "dir", "directory", "folder", "url", "uri", "endpoint", "host",
        "port", "name", "names", "user", "username", "email", "type", "types", "mode", "method", "methods", "provider",
        "scheme", "strategy", "enabled", "disabled", "required", "ttl", "expiry", "expires", "expiration", "timeout",
        "limit", "count", "length", "size", "max", "min", "algorithm", "alg", "format", "prefix", "suffix", "header",
        "headers", "scope", "scopes", "region", "version", "arn", "ref", "reference", "env", "var", "variable",
        "location", "source", "store", "server", "issuer", "audience", "realm", "policy", "rotation", "domain",
        "callback", "redirect", "cmd", "command", "helper", "check", "usage", "budget", "level",
    ]

    private static let trailing: Set<String> = [
        "prod", "production", "dev", "development", "test", "staging", "stage", "live", "sandbox", "main", "old", "new",
        "primary", "secondary", "default", "local", "base64", "b64", "value", "text", "string", "plain", "raw",
    ]
}
