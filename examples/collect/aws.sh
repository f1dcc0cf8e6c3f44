#!/bin/sh
# Collects what `overreach ingest` reads of one AWS account, with the AWS CLI's own credentials.
#
#   aws.sh OUT [REGION…|all]
#
# Writes OUT/aws/ACCOUNT/SERVICE/OPERATION[/NAME].json, each file as the CLI prints it; where several regions are named,
# what lies in a region is in OUT/aws/ACCOUNT/REGION/SERVICE/…. Never asks for secret values, objects, items or code; variables of
# functions are cut off before anything is written.
#
# A thing that has no policy or no tags gets no file. A call that failed leaves its error in the file where the answer
# would be, so that `ingest` counts it as unread instead of "has none", and a line in OUT/aws/ACCOUNT/collect-errors.txt.
# The list of what there is comes after its members: without it `ingest` takes the folder for a part of the account.
#
# Exit codes: 0 everything was read, 1 something was not, 2 usage.
set -eu
umask 077

AWS_PAGER=
export AWS_PAGER

usage() {
    echo "usage: aws.sh OUT [REGION...|all]" >&2
    exit 2
}

refuse() {
    echo "aws.sh: $1" >&2
    exit "${2:-2}"
}

# save FILE SERVICE OPERATION [OPTION…]: writes what the call prints. Fails only where there is nothing to write.
save() {
    file=$1
    shift
    if aws "$@" --region "$region" --output json </dev/null >"$work/answer" 2>"$work/message"; then
        mkdir -p "${file%/*}"
        mv "$work/answer" "$file"
    elif grep -q -e '(NoSuchBucketPolicy)' -e '(NoSuchTagSet' "$work/message"; then
        return 1
    else
        note "$file" "$@"
        return 1
    fi
}

# note FILE CALL…: keeps the error that the call printed, in the place of its answer and in the list of errors.
note() {
    failed=$((failed + 1))
    instead=$1
    shift
    call=$*
    [ -s "$work/message" ] || echo "the AWS CLI failed without a message" >"$work/message"
    printf '%s %s: %s\n' "$region" "${call%% --query *}" "$(tr -s '\n' ' ' <"$work/message" | sed 's/^ //; s/ $//')" >>"$errors"
    mkdir -p "${instead%/*}"
    mv "$work/message" "$instead"
}

# name LIST QUERY FILE SERVICE OPERATION [OPTION…]: writes a line for each thing to $work/LIST. Where that fails, the
# error stands in FILE, which is where the whole list would be.
name() {
    list=$1
    query=$2
    whole=$3
    shift 3
    if aws "$@" --query "$query" --region "$region" --output text </dev/null >"$work/$list" 2>"$work/message"; then
        return 0
    fi
    note "$whole" "$@"
    return 1
}

count() {
    wc -l <"$work/$1" | tr -d ' '
}

collect_iam() {
    details=$base/iam/get-account-authorization-details.json
    save "$base/iam/list-open-id-connect-providers.json" iam list-open-id-connect-providers || :
    name users '[UserDetailList][].[UserName]' "$details" \
        iam get-account-authorization-details --filter User || return 0
    while IFS= read -r user; do
        save "$base/iam/list-access-keys/$user.json" iam list-access-keys --user-name="$user" || :
    done <"$work/users"
    save "$details" iam get-account-authorization-details || :
    echo "iam: $(count users) users"
}

collect_s3() {
    policies=0
    name buckets '[Buckets][].[Name]' "$base/s3api/list-buckets.json" s3api list-buckets || return 0
    while IFS= read -r bucket; do
        if save "$base/s3api/get-bucket-policy/$bucket.json" s3api get-bucket-policy --bucket="$bucket"; then
            policies=$((policies + 1))
        fi
        save "$base/s3api/get-bucket-tagging/$bucket.json" s3api get-bucket-tagging --bucket="$bucket" || :
    done <"$work/buckets"
    save "$base/s3api/list-buckets.json" s3api list-buckets || :
    echo "s3: $(count buckets) buckets, $policies with a policy"
}

collect_dynamodb() {
    name tables '[TableNames][].[@]' "$place/dynamodb/list-tables.json" dynamodb list-tables || return 0
    while IFS= read -r table; do
        save "$place/dynamodb/describe-table/$table.json" dynamodb describe-table --table-name="$table" || :
    done <"$work/tables"
    save "$place/dynamodb/list-tables.json" dynamodb list-tables || :
    echo "$region: dynamodb: $(count tables) tables"
}

collect_secrets() {
    name secrets '[SecretList][].[ARN,Name]' "$place/secretsmanager/list-secrets.json" \
        secretsmanager list-secrets || return 0
    while IFS='	' read -r arn secret; do
        policy=$place/secretsmanager/get-resource-policy/$(printf '%s' "$secret" | tr / _)
        # `a/b` and `a_b` are two secrets; which one a file is about stands in it.
        while [ -e "$policy.json" ]; do policy=${policy}_; done
        save "$policy.json" secretsmanager get-resource-policy --secret-id="$arn" || :
    done <"$work/secrets"
    save "$place/secretsmanager/list-secrets.json" secretsmanager list-secrets || :
    echo "$region: secretsmanager: $(count secrets) secrets"
}

# A function's variables often hold secrets: only these members are kept.
kept='FunctionName:FunctionName,FunctionArn:FunctionArn,Role:Role,Runtime:Runtime,Handler:Handler,Version:Version'
kept=$kept',PackageType:PackageType,LastModified:LastModified,CodeSha256:CodeSha256,Layers:Layers,VpcConfig:VpcConfig'

collect_lambda() {
    save "$place/lambda/list-functions.json" \
        lambda list-functions --query "{Functions:Functions[].{$kept}}" || return 0
    echo "$region: lambda: functions listed"
}

[ $# -ge 1 ] || usage
case $1 in -*|'') usage ;; esac
out=$1
shift
command -v aws >/dev/null || refuse "the AWS CLI (aws) is not installed" 1

if [ $# -eq 0 ]; then
    set -- "${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || :)}}"
    [ -n "$1" ] || refuse "no region is configured: name the regions to read, or all"
fi
for region in "$@"; do
    case $region in *[!a-z0-9-]*|''|-*) refuse "\"$region\" is no region" ;; esac
done
if [ "$*" = all ]; then
    first=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || :)}}
    first=${first:-us-east-1}
    enabled=$(aws ec2 describe-regions --query '[Regions][].[RegionName]' --region "$first" --output text) ||
        refuse "the account's regions could not be listed: name them" 1
    # shellcheck disable=SC2086 # one word a region
    set -- $enabled
fi
region=$1

account=$(aws sts get-caller-identity --query Account --region "$region" --output text) ||
    refuse "the AWS CLI has no valid credentials" 1
case $account in *[!0-9]*|'') refuse "the AWS CLI named no account" 1 ;; esac

base=$out/aws/$account
[ ! -e "$base" ] || refuse "\"$base\" is there already: what no longer exists would stay in it, choose another OUT"
work=$base/.collecting
errors=$base/collect-errors.txt
failed=0
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

collect_iam
collect_s3
for region in "$@"; do
    place=$base
    [ $# -eq 1 ] || place=$base/$region
    collect_dynamodb
    collect_secrets
    collect_lambda
done

if [ "$failed" -gt 0 ]; then
    {
        echo "account $account: $failed calls failed, so the collection has gaps; they are in $errors:"
        sed 's/^/  /' "$errors"
    } >&2
    exit 1
fi
echo "account $account: everything was read, it is in $base"
