extension AWSSample {
    /// Identities, and what proves them.
    static let identities: [AWSSample] = [
        AWSSample(
            "iam/list-instance-profiles.json",
            #"""
            {"InstanceProfiles": [{"Path": "/", "InstanceProfileName": "web", "InstanceProfileId": "AIPA1", "Arn": "arn:aws:iam::111122223333:instance-profile/web",
              "Roles": [{"Path": "/ec2/", "RoleName": "web-server", "RoleId": "AROA1", "Arn": "arn:aws:iam::111122223333:role/ec2/web-server"}]},
             {"Path": "/", "InstanceProfileName": "idle", "Arn": "arn:aws:iam::111122223333:instance-profile/idle", "Roles": []}]}
            """#,
            [
                "in 111122223333",
                #"AWS_ROLE arn:aws:iam::111122223333:role/ec2/web-server "web-server" | instance profile: arn:aws:iam::111122223333:instance-profile/web"#,
            ]),
        AWSSample(
            "iam/get-instance-profile/web.json",
            #"""
            {"InstanceProfile": {"InstanceProfileName": "web", "Arn": "arn:aws:iam::111122223333:instance-profile/web",
              "Roles": [{"RoleName": "web-server", "Arn": "arn:aws:iam::111122223333:role/ec2/web-server"}]}}
            """#,
            [
                "in 111122223333",
                #"AWS_ROLE arn:aws:iam::111122223333:role/ec2/web-server "web-server" | instance profile: arn:aws:iam::111122223333:instance-profile/web"#,
            ]),
        AWSSample(
            "iam/list-saml-providers.json",
            #"{"SAMLProviderList": [{"Arn": "arn:aws:iam::111122223333:saml-provider/Corporate", "ValidUntil": "2030-01-01T00:00:00Z"}]}"#,
            [
                "in 111122223333",
                #"AWS_SAML_PROVIDER arn:aws:iam::111122223333:saml-provider/Corporate "Corporate""#,
            ]),
        AWSSample(
            "iam/list-roles.json",
            #"{"Roles": [{"Path": "/", "RoleName": "app", "RoleId": "AROA2", "Arn": "arn:aws:iam::111122223333:role/app", "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}}]}"#,
            [
                "in 111122223333",
                #"AWS_ROLE arn:aws:iam::111122223333:role/app "app" | unique id: AROA2"#,
                "awsTrustPolicy trust policy of arn:aws:iam::111122223333:role/app",
            ]),
        AWSSample(
            "iam/get-role/app.json",
            #"""
            {"Role": {"RoleName": "app", "RoleId": "AROA2", "Arn": "arn:aws:iam::111122223333:role/app", "AssumeRolePolicyDocument": {"Statement": []},
              "PermissionsBoundary": {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/edge"}, "Tags": [{"Key": "team", "Value": "core"}]}}
            """#,
            [
                "in 111122223333",
                #"AWS_ROLE arn:aws:iam::111122223333:role/app "app" | owner: core | tag: team=core | unique id: AROA2"#,
                "awsBoundary arn:aws:iam::111122223333:policy/edge of arn:aws:iam::111122223333:role/app",
                "awsTrustPolicy trust policy of arn:aws:iam::111122223333:role/app",
            ]),
        AWSSample(
            "iam/list-users.json",
            #"{"Users": [{"UserName": "mia", "UserId": "AIDA9", "Arn": "arn:aws:iam::111122223333:user/mia"}]}"#,
            [
                "in 111122223333",
                #"AWS_USER arn:aws:iam::111122223333:user/mia "mia" | unique id: AIDA9"#,
            ]),
        AWSSample(
            "iam/get-user/mia.json",
            #"{"User": {"UserName": "mia", "UserId": "AIDA9", "Arn": "arn:aws:iam::111122223333:user/mia", "Tags": [{"Key": "a", "Value": "b"}]}}"#,
            [
                "in 111122223333",
                #"AWS_USER arn:aws:iam::111122223333:user/mia "mia" | tag: a=b | unique id: AIDA9"#,
            ]),
        AWSSample(
            "iam/list-open-id-connect-providers.json",
            #"{"OpenIDConnectProviderList": [{"Arn": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB12"}]}"#,
            [
                "in 111122223333",
                #"AWS_OIDC_PROVIDER arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB12 "oidc.eks.eu-west-1.amazonaws.com/id/AB12""#,
            ]),
        AWSSample(
            "iam/list-access-keys/mia.json",
            #"{"AccessKeyMetadata": [{"AccessKeyId": "AKIAEXAMPLE000000001", "Status": "Active", "CreateDate": "2026-01-01T00:00:00Z"}]}"#,
            [
                "in 111122223333",
                "AWS_ACCESS_KEY AKIAEXAMPLE000000001 | status: Active | user: mia",
                "AKIAEXAMPLE000000001 CREDENTIAL_AUTHENTICATES arn:aws:iam::111122223333:user/mia",
            ]),
        AWSSample(
            "iam/get-account-authorization-details.json",
            #"""
            {"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [{"RoleName": "app", "RoleId": "AROA2", "Arn": "arn:aws:iam::111122223333:role/app",
              "AssumeRolePolicyDocument": {"Statement": []}, "InstanceProfileList": [{"Arn": "arn:aws:iam::111122223333:instance-profile/app"}], "RolePolicyList": [], "AttachedManagedPolicies": []}], "Policies": []}
            """#,
            [
                "in 111122223333",
                #"AWS_ROLE arn:aws:iam::111122223333:role/app "app" | instance profile: arn:aws:iam::111122223333:instance-profile/app | unique id: AROA2"#,
                "awsTrustPolicy trust policy of arn:aws:iam::111122223333:role/app",
            ]),
    ]
}
