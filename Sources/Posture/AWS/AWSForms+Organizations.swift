internal import OverreachModel
internal import OverreachWire

extension AWSForm {
    /// The organization: what lies where, and which control policies bound it.
    static let organizations: [AWSForm] = [
        AWSForm(
            "organizations/describe-organization", ["Organization"],
            told: .other { page, _ in
                names("organization/", page, "Organization.Arn")
            }
        ) { $0.readOrganization() },
        AWSForm(
            "organizations/list-roots", ["Roots[]"], told: .other { page, _ in names("root/", page, "Roots[].Arn") }
        ) {
            $0.readUnits("Roots[]", of: "root/")
        },
        AWSForm(
            "organizations/list-accounts-for-parent", ["Accounts[]"],
            told: .other { page, place in
                names("account/", page, "Accounts[].Arn") && isNamedLikeUnit(place)
            }, extent: .one(of: "organizations/list-roots")
        ) { $0.readMembers(ofParent: true) },
        AWSForm(
            "organizations/list-accounts", ["Accounts[]"],
            told: .other { page, _ in
                names("account/", page, "Accounts[].Arn")
            }
        ) { $0.readMembers(ofParent: false) },
        AWSForm(
            "organizations/list-children", ["Children[]"], told: .other { isNamedLikeUnit($1) },
            extent: .one(of: "organizations/list-roots")
        ) { $0.readChildren() },
        AWSForm(
            "organizations/list-organizational-units-for-parent", ["OrganizationalUnits[]"],
            told: .other { page, _ in
                names("ou/", page, "OrganizationalUnits[].Arn")
            }, extent: .one(of: "organizations/list-roots")
        ) { $0.readUnits("OrganizationalUnits[]", of: "ou/") },
        AWSForm(
            "organizations/list-parents", ["Parents[]"], told: .other { _, _ in false },
            extent: .one(of: "organizations/list-accounts")
        ) { $0.readParents() },
        AWSForm(
            "organizations/list-policies-for-target", ["Policies[]"],
            told: .other { page, place in
                names("policy/", page, "Policies[].Arn") && AWSOutput.target(place) != nil
            }, extent: .one(of: "organizations/list-accounts")
        ) { $0.readPoliciesOfTarget() },
        AWSForm(
            "organizations/list-policies", ["Policies[]"],
            told: .other { page, _ in
                names("policy/", page, "Policies[].Arn")
            }
        ) { $0.readControlPolicies() },
        AWSForm(
            "organizations/list-targets-for-policy", ["Targets[]"], told: .other { _, _ in false },
            extent: .one(of: "organizations/list-policies")
        ) { $0.readTargetsOfPolicy() },
        AWSForm(
            "organizations/describe-policy", ["Policy"],
            told: .other { page, _ in
                names("policy/", page, "Policy.PolicySummary.Arn")
            }, extent: .one(of: "organizations/list-policies")
        ) { $0.readControlPolicy() },
        AWSForm(
            "organizations/describe-resource-policy", ["ResourcePolicy"],
            told: .other { page, _ in
                names("resourcepolicy/", page, "ResourcePolicy.ResourcePolicySummary.Arn")
            }
        ) { $0.readOrganizationPolicy() },
    ]

    /// Whether the first ARN there is of this kind of things of an organization.
    ///
    /// These ARNs name the managing account, which is not where a neighbouring file is from: they are no hints.
    private static func names(_ resource: String, _ page: AWSPage, _ path: AWSPath) -> Bool {
        guard let arn = path.texts(in: page.root).first.flatMap({ ARN($0) }) else { return false }
        return ARNForm("organizations:" + resource).matches(arn)
    }

    private static func isNamedLikeUnit(_ place: AWSPlace) -> Bool {
        AWSOutput.target(place)?.type == NodeType(AWSNode.organizationalUnit)
    }
}
