#!/usr/bin/env python3
"""Writes a made-up AWS account as the AWS CLI would print it, of any size, the same for the same seed."""

import argparse
import json
import os
import random
import uuid

ACCOUNT, OTHER, REGION = "210000000001", "210000000002", "eu-west-1"

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder")
parser.add_argument("--principals", type=int, default=5000)
parser.add_argument("--policies", type=int, default=3000)
parser.add_argument("--resources", type=int, default=20000)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
rng = random.Random(options.seed)

TEAMS = [f"team{n:03d}" for n in range(max(4, options.principals // 100))]
ENVIRONMENTS = ["dev", "test", "prod"]


def write(operation, body, name=None, folder=None):
    path = os.path.join(options.folder, folder or "aws", *operation.split("/"))
    path = os.path.join(path, name + ".json") if name else path + ".json"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        json.dump(body, file, separators=(",", ":"))


def identifier(prefix):
    return prefix + "".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16))


def statement(actions, resources, effect="Allow", sid=None, **more):
    made = {"Effect": effect, "Action": actions, "Resource": resources}
    if sid:
        made["Sid"] = sid
    made.update(more)
    return made


def document(statements):
    return {"Version": "2012-10-17", "Statement": statements}


# Resources: what share of all each type has.
SHARES = [
    ("bucket", 0.30), ("table", 0.15), ("secret", 0.20), ("queue", 0.12), ("function", 0.15), ("topic", 0.05),
    ("key", 0.03),
]
counts = {kind: max(3, int(options.resources * share)) for kind, share in SHARES}
names = {
    kind: [f"{rng.choice(TEAMS)}-{rng.choice(ENVIRONMENTS)}-{kind}-{n:05d}" for n in range(count)]
    for kind, count in counts.items()
}
keys = [str(uuid.UUID(int=rng.getrandbits(128))) for _ in names["key"]]


def arn(kind, name):
    return {
        "bucket": f"arn:aws:s3:::{name}",
        "table": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}",
        "secret": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{name}-AbCdEf",
        "queue": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}",
        "topic": f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}",
        "function": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}",
        "key": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{name}",
    }[kind]


# Principals: users, roles and groups.
user_count = options.principals * 3 // 10
group_count = options.principals // 10
role_count = options.principals - user_count - group_count
users = [f"user-{n:05d}" for n in range(user_count)]
groups = [f"group-{n:04d}" for n in range(group_count)]
roles = [f"{rng.choice(TEAMS)}-role-{n:05d}" for n in range(role_count)]


def role_arn(name):
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


# Statements.
ACTIONS = {
    "bucket": [["s3:GetObject", "s3:ListBucket"], ["s3:GetObject", "s3:PutObject"], ["s3:*"], ["s3:Get*", "s3:List*"]],
    "table": [["dynamodb:GetItem", "dynamodb:Query"], ["dynamodb:*"], ["dynamodb:PutItem", "dynamodb:UpdateItem"]],
    "secret": [["secretsmanager:GetSecretValue"], ["secretsmanager:*"], ["secretsmanager:PutSecretValue"]],
    "queue": [["sqs:SendMessage"], ["sqs:ReceiveMessage", "sqs:DeleteMessage"], ["sqs:*"]],
    "topic": [["sns:Publish"], ["sns:*"]],
    "function": [["lambda:InvokeFunction"], ["lambda:UpdateFunctionCode"], ["lambda:*"]],
    "key": [["kms:Decrypt"], ["kms:Decrypt", "kms:GenerateDataKey"], ["kms:*"]],
}
CONDITIONS = [
    {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}},
    {"StringEquals": {"aws:PrincipalTag/team": "${aws:ResourceTag/team}"}},
    {"StringEquals": {"aws:ResourceTag/env": "prod"}},
    {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    {"StringEquals": {"aws:PrincipalTag/team": TEAMS[0]}},
    {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:role/{TEAMS[1]}*"}},
]


def pattern(kind):
    """A resource pattern: mostly exact, some prefixes, a few everything."""
    chance = rng.random()
    name = rng.choice(keys if kind == "key" else names[kind])
    if chance < 0.07:
        return "*"
    if chance < 0.12:
        return arn(kind, "*")
    if kind != "key" and chance < 0.35:
        made = arn(kind, rng.choice(TEAMS) + "-" + rng.choice(["*", "prod-*", "dev-*", f"*-{kind}-*"]))
        return made.replace("-AbCdEf", "") if kind == "secret" else made
    exact = arn(kind, name)
    return exact + "/*" if kind == "bucket" and rng.random() < 0.8 else exact


def random_statement():
    chance = rng.random()
    if chance < 0.03:
        return statement(["sts:AssumeRole"], rng.choice(["*", role_arn(rng.choice(TEAMS) + "-*")]))
    if chance < 0.08:
        return statement(["sts:AssumeRole"], role_arn(rng.choice(roles)))
    if chance < 0.10:
        return statement(["iam:PassRole", "lambda:CreateFunction"], "*")
    if chance < 0.105:
        made = statement("x", "*")
        del made["Action"]
        made["NotAction"] = ["iam:*", "organizations:*"]
        return made
    kind = rng.choices([kind for kind, _ in SHARES], [share for _, share in SHARES])[0]
    made = statement(
        rng.choice(ACTIONS[kind]), [pattern(kind) for _ in range(rng.choice([1, 1, 1, 2, 3]))])
    if rng.random() < 0.12:
        made["Condition"] = rng.choice(CONDITIONS)
    if rng.random() < 0.06:
        made["Effect"] = "Deny"
        made["Resource"] = arn(kind, rng.choice(TEAMS) + "-prod-*") if kind != "key" else "*"
        if made["Resource"] == "*":
            made["Condition"] = {"Bool": {"aws:SecureTransport": "false"}}
    if rng.random() < 0.01:
        made["Resource"] = f"arn:aws:s3:::shared/home/${{aws:username}}/*"
        made["Action"] = ["s3:GetObject", "s3:PutObject"]
    return made


def random_document():
    return document([random_statement() for _ in range(rng.choice([1, 1, 2, 2, 3, 4, 6]))])


managed_count = options.policies * 2 // 5
managed = [f"policy-{n:04d}" for n in range(managed_count)]
boundaries = [f"boundary-{n}" for n in range(6)]


def policy_arn(name):
    return f"arn:aws:iam::{ACCOUNT}:policy/{name}"


def policy(name, body):
    return {
        "PolicyName": name, "PolicyId": identifier("ANPA"), "Arn": policy_arn(name), "Path": "/",
        "DefaultVersionId": "v1", "AttachmentCount": 1, "IsAttachable": True,
        "PolicyVersionList": [{"Document": body, "VersionId": "v1", "IsDefaultVersion": True}],
    }


policies = [policy(name, random_document()) for name in managed]
policies[0]["PolicyVersionList"][0]["Document"] = document([statement("*", "*")])
for number, name in enumerate(boundaries):
    allowed = ["s3:*", "dynamodb:*", "sqs:*", "sns:*", "kms:*", "secretsmanager:*", "lambda:*", "sts:*"]
    policies.append(
        policy(
            name,
            document(
                [
                    statement(allowed[: 3 + number], "*"),
                    statement(["s3:DeleteBucket"], "*", effect="Deny"),
                ])))

inline_left = options.policies - managed_count


def inline(chance):
    global inline_left
    if inline_left > 0 and rng.random() < chance:
        inline_left -= 1
        return [{"PolicyName": "own", "PolicyDocument": random_document()}]
    return []


# A few policies are attached to many, most to a few.
weights = [1 / (1 + n % 200) for n in range(managed_count)]


def attached(most):
    chosen = set(rng.choices(range(1, managed_count), weights[1:], k=rng.randint(0, most)))
    if rng.random() < 0.004:
        chosen.add(0)
    return [{"PolicyName": managed[n], "PolicyArn": policy_arn(managed[n])} for n in sorted(chosen)]


def tags():
    return [{"Key": "team", "Value": rng.choice(TEAMS)}] if rng.random() < 0.6 else []


def bounded(made):
    if rng.random() < 0.15:
        made["PermissionsBoundary"] = {
            "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": policy_arn(rng.choice(boundaries))}
    return made


def trust():
    chance = rng.random()
    if chance < 0.45:
        principal = {"Service": rng.choice(["lambda.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com"])}
    elif chance < 0.70:
        principal = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    elif chance < 0.85:
        principal = {"AWS": [role_arn(name) for name in rng.sample(roles, rng.randint(1, 3))]}
    elif chance < 0.93:
        principal = {"AWS": f"arn:aws:iam::{ACCOUNT}:user/{rng.choice(users)}"}
    elif chance < 0.99:
        principal = {"AWS": f"arn:aws:iam::{OTHER}:root"}
    else:
        principal = {"AWS": "*"}
    made = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    if rng.random() < 0.1:
        made["Condition"] = {"StringEquals": {"sts:ExternalId": "x"}}
    return document([made])


write("iam/get-account-authorization-details", {
    "UserDetailList": [
        bounded({
            "Path": "/", "UserName": name, "UserId": identifier("AIDA"), "Arn": f"arn:aws:iam::{ACCOUNT}:user/{name}",
            "GroupList": sorted(rng.sample(groups, rng.randint(0, 2))), "UserPolicyList": inline(0.25),
            "AttachedManagedPolicies": attached(2), "Tags": tags(),
        }) for name in users
    ],
    "GroupDetailList": [
        {
            "Path": "/", "GroupName": name, "GroupId": identifier("AGPA"),
            "Arn": f"arn:aws:iam::{ACCOUNT}:group/{name}", "GroupPolicyList": inline(0.3),
            "AttachedManagedPolicies": attached(3),
        } for name in groups
    ],
    "RoleDetailList": [
        bounded({
            "Path": "/", "RoleName": name, "RoleId": identifier("AROA"), "Arn": role_arn(name),
            "AssumeRolePolicyDocument": trust(), "InstanceProfileList": [], "RolePolicyList": inline(0.45),
            "AttachedManagedPolicies": attached(3), "Tags": tags(),
        }) for name in roles
    ],
    "Policies": policies,
})

# A second account, small, for rights across accounts.
other_roles = [f"partner-{n}" for n in range(max(3, options.principals // 100))]
write("iam/get-account-authorization-details", {
    "UserDetailList": [], "GroupDetailList": [], "Policies": [],
    "RoleDetailList": [
        {
            "Path": "/", "RoleName": name, "RoleId": identifier("AROA"), "Arn": f"arn:aws:iam::{OTHER}:role/{name}",
            "AssumeRolePolicyDocument": trust(), "InstanceProfileList": [], "AttachedManagedPolicies": [],
            "RolePolicyList": [
                {
                    "PolicyName": "own",
                    "PolicyDocument": document([statement(["sts:AssumeRole", "s3:Get*", "sqs:*"], "*")]),
                }
            ], "Tags": [],
        } for name in other_roles
    ],
}, folder="other")


# Resources with what is set on them.
def someone():
    chance = rng.random()
    if chance < 0.35:
        return {"AWS": role_arn(rng.choice(roles))}
    if chance < 0.55:
        return {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    if chance < 0.8:
        return {"AWS": f"arn:aws:iam::{OTHER}:root"}
    if chance < 0.9:
        return {"AWS": f"arn:aws:iam::{OTHER}:role/{rng.choice(other_roles)}"}
    return "*"


def resource_policy(actions, own):
    made = [{"Sid": "Share", "Effect": "Allow", "Principal": someone(), "Action": actions, "Resource": own}]
    if made[0]["Principal"] == "*" and rng.random() < 0.7:
        made[0]["Condition"] = {"StringEquals": {"aws:PrincipalOrgID": "o-example123"}}
    if rng.random() < 0.5:
        made = made[:0] if rng.random() < 0.6 else made
        made.append(
            {
                "Sid": "OnlyTLS", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": own,
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            })
    return json.dumps(document(made))


def resource_tags():
    return [{"Key": "team", "Value": rng.choice(TEAMS)}, {"Key": "env", "Value": rng.choice(ENVIRONMENTS)}]


def some_key():
    return arn("key", rng.choice(keys)) if rng.random() < 0.4 else None


write("s3api/list-buckets", {"Buckets": [{"Name": name} for name in names["bucket"]]})
for name in names["bucket"]:
    if rng.random() < 0.3:
        own = [arn("bucket", name), arn("bucket", name) + "/*"]
        write("s3api/get-bucket-policy", {"Policy": resource_policy(["s3:GetObject", "s3:PutObject"], own)}, name)
    if rng.random() < 0.3:
        write("s3api/get-bucket-tagging", {"TagSet": resource_tags()}, name)
    key = some_key()
    if key:
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
        write("s3api/get-bucket-encryption", {"ServerSideEncryptionConfiguration": {"Rules": [rule]}}, name)

write("dynamodb/list-tables", {"TableNames": names["table"]})
for name in names["table"]:
    table = {"TableName": name, "TableArn": arn("table", name), "TableStatus": "ACTIVE"}
    key = some_key()
    if key:
        table["SSEDescription"] = {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": key}
    write("dynamodb/describe-table", {"Table": table}, name)

secrets = []
for name in names["secret"]:
    secret = {"ARN": arn("secret", name), "Name": name, "Tags": resource_tags()}
    key = some_key()
    if key:
        secret["KmsKeyId"] = key
    secrets.append(secret)
    if rng.random() < 0.05:
        body = {"ARN": arn("secret", name), "Name": name}
        body["ResourcePolicy"] = resource_policy(["secretsmanager:GetSecretValue"], "*")
        write("secretsmanager/get-resource-policy", body, name)
write("secretsmanager/list-secrets", {"SecretList": secrets})

for name in names["queue"]:
    attributes = {"QueueArn": arn("queue", name)}
    if rng.random() < 0.4:
        attributes["Policy"] = resource_policy(["sqs:SendMessage"], arn("queue", name))
    key = some_key()
    if key:
        attributes["KmsMasterKeyId"] = key
    write("sqs/get-queue-attributes", {"Attributes": attributes}, name)

for name in names["topic"]:
    attributes = {"TopicArn": arn("topic", name)}
    if rng.random() < 0.4:
        attributes["Policy"] = resource_policy(["sns:Publish"], arn("topic", name))
    write("sns/get-topic-attributes", {"Attributes": attributes}, name)

write("lambda/list-functions", {
    "Functions": [
        {
            "FunctionName": name, "FunctionArn": arn("function", name), "Role": role_arn(rng.choice(roles)),
            "Runtime": "python3.13", "Handler": "main.handler",
        } for name in names["function"]
    ]
})

write("kms/list-keys", {"Keys": [{"KeyId": key, "KeyArn": arn("key", key)} for key in keys]})
for key in keys:
    made = [
        {
            "Sid": "Delegate", "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Action": "kms:*", "Resource": "*",
        }
    ]
    if rng.random() < 0.4:
        made.append(
            {
                "Sid": "Use", "Effect": "Allow",
                "Principal": {"AWS": [role_arn(name) for name in rng.sample(roles, rng.randint(1, 3))]},
                "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*",
            })
    if rng.random() < 0.15:
        made[0]["Condition"] = {"StringEquals": {"kms:ViaService": f"s3.{REGION}.amazonaws.com"}}
    body = {"Policy": json.dumps(document(made)), "PolicyName": "default"}
    write("kms/get-key-policy", body, key)
