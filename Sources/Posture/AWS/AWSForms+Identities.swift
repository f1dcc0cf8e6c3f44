internal import OverreachModel
internal import OverreachWire

extension AWSForm {
    /// Identities, and what proves them.
    static let identities: [AWSForm] = [
        AWSForm(
            "iam/get-account-authorization-details", ["UserDetailList[]", "GroupDetailList[]", "RoleDetailList[]"],
            told: .top,
            owned: ["UserDetailList[].Arn", "GroupDetailList[].Arn", "RoleDetailList[].Arn", "Policies[].Arn"]
        ) { $0.readAuthorizationDetails() },
        AWSForm(
            "iam/list-access-keys", ["AccessKeyMetadata[]"], told: .top,
            extent: .one(of: "iam/get-account-authorization-details")
        ) { $0.readAccessKeys() },
        .records(
            "iam/list-open-id-connect-providers", "OpenIDConnectProviderList[]", .oidcProvider, "iam:oidc-provider/",
            .arn("Arn"), told: .top
        ) { $0.shortName = { String($0.resource.dropFirst("oidc-provider/".count)) } },
        .records(
            "iam/list-saml-providers", "SAMLProviderList[]", .samlProvider, "iam:saml-provider/", .arn("Arn"),
            told: .top),
        AWSForm(
            "iam/list-instance-profiles", ["InstanceProfiles[]"], told: .top, owned: ["InstanceProfiles[].Arn"]
        ) { $0.readInstanceProfiles("InstanceProfiles[]") },
        AWSForm(
            "iam/get-instance-profile", ["InstanceProfile"], told: .arn(of: "iam:instance-profile/"),
            extent: .one(of: "iam/list-instance-profiles"), owned: ["InstanceProfile.Arn"]
        ) { $0.readInstanceProfiles("InstanceProfile") },
        AWSForm("iam/list-roles", ["Roles[]"], told: .arn(of: "iam:role/"), owned: ["Roles[].Arn"]) {
            $0.readIdentities("Roles[]", .role)
        },
        AWSForm(
            "iam/get-role", ["Role"], told: .arn(of: "iam:role/"), extent: .one(of: "iam/list-roles"),
            owned: ["Role.Arn"]
        ) { $0.readIdentities("Role", .role) },
        AWSForm("iam/list-users", ["Users[]"], told: .arn(of: "iam:user/"), owned: ["Users[].Arn"]) {
            $0.readIdentities("Users[]", .user)
        },
        AWSForm(
            "iam/get-user", ["User"], told: .arn(of: "iam:user/"), extent: .one(of: "iam/list-users"),
            owned: ["User.Arn"]
        ) { $0.readIdentities("User", .user) },
    ]
}
