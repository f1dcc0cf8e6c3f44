extension AWSSample {
    /// An organization with its control policies.
    static let organizations: [AWSSample] = [
        AWSSample(
            "organizations/describe-organization.json",
            #"""
            {"Organization": {"Id": "o-exampleorg", "Arn": "arn:aws:organizations::999988887777:organization/o-exampleorg", "FeatureSet": "ALL",
              "MasterAccountArn": "arn:aws:organizations::999988887777:account/o-exampleorg/999988887777", "MasterAccountId": "999988887777", "MasterAccountEmail": "a@example.com"}}
            """#,
            [
                "in 999988887777",
                #"AWS_ORGANIZATION arn:aws:organizations::999988887777:organization/o-exampleorg "o-exampleorg" | management account: 999988887777"#,
            ]),
        AWSSample(
            "organizations/list-roots.json",
            #"{"Roots": [{"Id": "r-ab12", "Arn": "arn:aws:organizations::999988887777:root/o-exampleorg/r-ab12", "Name": "Root", "PolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]}]}"#,
            [
                "in 999988887777",
                "AWS_ORGANIZATION o-exampleorg | management account: 999988887777",
                #"AWS_ORGANIZATIONAL_UNIT arn:aws:organizations::999988887777:root/o-exampleorg/r-ab12 "Root" | policy type: SERVICE_CONTROL_POLICY"#,
                "r-ab12 AWS_IS_IN o-exampleorg",
            ]),
        AWSSample(
            "organizations/list-accounts.json",
            #"{"Accounts": [{"Id": "111122223333", "Arn": "arn:aws:organizations::999988887777:account/o-exampleorg/111122223333", "Email": "b@example.com", "Name": "shop", "Status": "ACTIVE"}]}"#,
            [
                "in 999988887777",
                #"AWS_ACCOUNT 111122223333 "shop" | status: ACTIVE"#,
                "AWS_ORGANIZATION o-exampleorg | management account: 999988887777",
                "111122223333 AWS_IS_IN o-exampleorg",
            ]),
        AWSSample(
            "organizations/list-accounts-for-parent/ou-ab12-cdefgh12.json",
            #"{"Accounts": [{"Id": "111122223333", "Arn": "arn:aws:organizations::999988887777:account/o-exampleorg/111122223333", "Name": "shop", "Status": "ACTIVE"}]}"#,
            [
                "in 999988887777",
                #"AWS_ACCOUNT 111122223333 "shop" | status: ACTIVE"#,
                "AWS_ORGANIZATION o-exampleorg | management account: 999988887777",
                "111122223333 AWS_IS_IN ou-ab12-cdefgh12",
            ]),
        AWSSample(
            "organizations/list-children/r-ab12-ORGANIZATIONAL_UNIT.json",
            #"{"Children": [{"Id": "ou-ab12-cdefgh12", "Type": "ORGANIZATIONAL_UNIT"}]}"#,
            [
                "in 111122223333",
                "AWS_ORGANIZATIONAL_UNIT ou-ab12-cdefgh12",
                "AWS_ORGANIZATIONAL_UNIT r-ab12",
                "ou-ab12-cdefgh12 AWS_IS_IN r-ab12",
            ]),
        AWSSample(
            "organizations/list-organizational-units-for-parent/r-ab12.json",
            #"{"OrganizationalUnits": [{"Id": "ou-ab12-cdefgh12", "Arn": "arn:aws:organizations::999988887777:ou/o-exampleorg/ou-ab12-cdefgh12", "Name": "Workloads"}]}"#,
            [
                "in 999988887777",
                "AWS_ORGANIZATION o-exampleorg | management account: 999988887777",
                #"AWS_ORGANIZATIONAL_UNIT arn:aws:organizations::999988887777:ou/o-exampleorg/ou-ab12-cdefgh12 "Workloads""#,
                "ou-ab12-cdefgh12 AWS_IS_IN r-ab12",
            ]),
        AWSSample(
            "organizations/list-parents/111122223333.json",
            #"{"Parents": [{"Id": "ou-ab12-cdefgh12", "Type": "ORGANIZATIONAL_UNIT"}]}"#,
            [
                "in 111122223333",
                "AWS_ACCOUNT 111122223333",
                "AWS_ORGANIZATIONAL_UNIT ou-ab12-cdefgh12",
                "111122223333 AWS_IS_IN ou-ab12-cdefgh12",
            ]),
        AWSSample(
            "organizations/list-policies/SERVICE_CONTROL_POLICY.json",
            #"{"Policies": [{"Id": "p-12345678", "Arn": "arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-12345678", "Name": "no-exports", "Description": "", "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": false}]}"#,
            [
                "in 999988887777",
                #"AWS_CONTROL_POLICY arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-12345678 "no-exports" | policy type: SERVICE_CONTROL_POLICY"#,
            ]),
        AWSSample(
            "organizations/describe-policy/p-12345678.json",
            #"{"Policy": {"PolicySummary": {"Id": "p-12345678", "Arn": "arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-12345678", "Name": "no-exports", "Description": "", "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": false}, "Content": "{\"Version\":\"2012-10-17\",\"Statement\":[]}"}}"#,
            [
                "in 999988887777",
                #"AWS_CONTROL_POLICY arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-12345678 "no-exports" | policy type: SERVICE_CONTROL_POLICY"#,
                "awsControlPolicy no-exports of arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-12345678",
            ]),
        AWSSample(
            "organizations/list-policies-for-target/ou-ab12-cdefgh12/SERVICE_CONTROL_POLICY.json",
            #"""
            {"Policies": [{"Id": "p-FullAWSAccess", "Arn": "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", "Name": "FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": true},
             {"Id": "p-12345678", "Arn": "arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-12345678", "Name": "no-exports", "Description": "", "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": false}]}
            """#,
            [
                "in 999988887777",
                #"AWS_CONTROL_POLICY arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-12345678 "no-exports" | policy type: SERVICE_CONTROL_POLICY"#,
                #"AWS_CONTROL_POLICY arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess "FullAWSAccess" | policy type: SERVICE_CONTROL_POLICY"#,
                "awsControlAttachment arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess of ou-ab12-cdefgh12",
                "awsControlAttachment arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-12345678 of ou-ab12-cdefgh12",
            ]),
        AWSSample(
            "organizations/list-targets-for-policy/service_control_policy/p-12345678.json",
            #"{"Targets": [{"TargetId": "111122223333", "Arn": "arn:aws:organizations::999988887777:account/o-exampleorg/111122223333", "Name": "shop", "Type": "ACCOUNT"}]}"#,
            [
                "in 999988887777",
                "awsControlAttachment arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-12345678 of 111122223333",
            ]),
        AWSSample(
            "organizations/describe-resource-policy.json",
            #"{"ResourcePolicy": {"ResourcePolicySummary": {"Id": "rp-1", "Arn": "arn:aws:organizations::999988887777:resourcepolicy/o-exampleorg/rp-1"}, "Content": "{\"Statement\":[]}"}}"#,
            [
                "in 999988887777",
                "awsResourcePolicy resource policy of o-exampleorg",
            ]),
    ]
}
