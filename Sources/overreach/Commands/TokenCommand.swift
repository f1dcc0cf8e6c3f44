internal import ArgumentParser
internal import Foundation
internal import OverreachEngine
internal import OverreachHTTP

/// The command `overreach token`.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens of senders and readers of a server.",
        discussion: """
            Tokens are beside the store, in a file that its owner alone may read, as digests: a token is shown once, when \
            it is made. A server that runs knows of a change at once.

            Example: overreach token create collector --scope ingest
            """,
        subcommands: [TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self])
}

/// The command `overreach token create NAME`.
struct TokenCreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a token and shows it, this once.",
        discussion: "Example: overreach token create collector --scope ingest")

    @Argument(help: "What to call it: logs and evidence name it.")
    var name: String
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "ingest, read or admin; may be given several times.",
            discussion:
                "ingest adds evidence and ends none, read asks questions, admin does both and what it uploads may end what "
                + "is no longer stated.",
            valueName: "scope"),
        transform: { text in
            guard let scope = Scope(rawValue: text) else {
                throw ValidationError("unknown scope \"\(Plain.text(text))\", expected ingest, read or admin")
            }
            return scope
        })
    var scope: [Scope]
    @Option(help: "The store that is served.")
    var store = StoreDefaults.path

    func run() throws {
        let made = try TokenFile(storePath: store).create(
            name: name, scopes: Set(scope), now: Date().formatted(.iso8601))
        Output.write(made.token.secret + "\n")
        Output.complain("\(made.record.id) \(made.record.name): shown this once; nobody can show it again")
    }
}

/// The command `overreach token list`.
struct TokenListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the tokens: id, name, scopes, when made; nothing of the secrets.",
        discussion: "Example: overreach token list")

    @Option(help: "The store that is served.")
    var store = StoreDefaults.path
    @Option(name: .long, help: "text or json.")
    var format = Format.text

    func run() throws {
        let tokens = try TokenFile(storePath: store).tokens()
        guard format == .text else {
            return Output.write(try JSONText.encode(tokens, indented: true) + "\n")
        }
        var page = Page(hasColour: Output.hasColour)
        page.table(
            ["ID", "NAME", "SCOPES", "CREATED"],
            tokens.map {
                [
                    Page.Cell($0.id), Page.Cell($0.name), Page.Cell($0.scopes.joined(separator: ", ")),
                    Page.Cell($0.created),
                ]
            })
        Output.write(page.text)
    }
}

/// The command `overreach token revoke ID`.
struct TokenRevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Takes a token away; a server that runs refuses it at once.",
        discussion: "Example: overreach token revoke collector")

    @Argument(help: "Its id or name.")
    var token: String
    @Option(help: "The store that is served.")
    var store = StoreDefaults.path

    func run() throws {
        let record = try TokenFile(storePath: store).revoke(token)
        Output.complain("\(record.id) \(record.name) is revoked")
    }
}
