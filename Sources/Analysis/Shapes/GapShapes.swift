extension Gaps.UndeclaredServer: ShapedObject {
    /// The members of an undeclared server.
    public static var object: ObjectShape {
        ObjectShape(
            "undeclared_server", "A server that was used though the client that is known does not name it.",
            [
                member("server", \.server, "The server that was seen."),
                member("agents", \.agents, "The agents that called it."),
                member("client", \.client, "The configuration that does not name it."),
            ])
    }
}

extension Gaps.DeclaredServer: ShapedObject {
    /// The members of a declared server.
    public static var object: ObjectShape {
        ObjectShape(
            "declared_server", "A server that a configuration names and none of its agents called.",
            [
                member("server", \.server, "The entry."),
                member("file", \.file, "The configuration's file."),
                member("observable", \.observable, "Whether a call could have been seen."),
            ])
    }
}

extension Gaps.SharedCredential: ShapedObject {
    /// The members of a shared credential.
    public static var object: ObjectShape {
        ObjectShape(
            "shared_credential", "A credential that several servers hold.",
            [
                member("credential", \.credential, "The credential."),
                member("identity", \.identity, "Whose it is, or null where that is not known."),
                member("servers", \.servers, "The servers."),
            ])
    }
}

extension Gaps.RemoteServer: ShapedObject {
    /// The members of a remote server.
    public static var object: ObjectShape {
        ObjectShape(
            "remote_server", "A remote server for which nobody configured a credential.",
            [
                member("server", \.server, "The entry."),
                member("file", \.file, "The configuration's file."),
            ])
    }
}

extension GrantRow: ShapedObject {
    /// The members of a granted action.
    public static var object: ObjectShape {
        ObjectShape(
            "grant", "One granted action of one identity, with its use.",
            [
                member("identity", \.identity, "The user, role or group whose policy it is."),
                member("policy", \.policy, "The policy's name."),
                member("sid", \.sid, "The statement's id, or null."),
                member("index", \.index, "The statement's place in the policy, from 0."),
                member("action", \.action, "The action as written."),
                member("used", \.used, "Calls that used it."),
                member(
                    "resources_never_used", \.resourcesNeverUsed,
                    "Known resources that it covers and that no call touched with it, where others were touched."),
                member("observable", \.observable, "Whether use could have been seen."),
                member("why", \.why, "Why it could or could not."),
            ])
    }
}

extension Gaps.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "gaps", "Where declaration and use disagree.",
            [
                member("undeclared_servers", \.undeclaredServers, "Servers used but not declared."),
                member("declared_never_used", \.declaredNeverUsed, "Servers declared but never used."),
                member("grants", \.grants, "Every granted action with its use."),
                member("shared_credentials", \.sharedCredentials, "Credentials that several servers hold."),
                member(
                    "remote_servers_without_credential", \.remoteServersWithoutCredential,
                    "Remote servers for which nobody configured a credential."),
                member("unattributed", \.unattributed, "Acts that nobody can say on whose behalf they were."),
            ])
    }
}
