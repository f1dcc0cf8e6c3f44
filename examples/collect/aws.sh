#!/bin/sh
# Collects what `overreach ingest` reads of one AWS account, with the AWS CLI's own credentials.
#
#   aws.sh OUT [REGION…|all]
#
# Writes OUT/aws/ACCOUNT/SERVICE/OPERATION[/NAME].json, each file as the CLI prints it; where several regions are named,
# what lies in a region is in OUT/aws/ACCOUNT/REGION/SERVICE/…. Never asks for secret values, parameter values, objects,
# items, messages or code; variables, user data, parameters of stacks and arguments of jobs are cut off before anything is
# written.
#
# A thing that has no policy, no tags or no encryption of its own gets no file, and so does a service that a region lacks. A call that failed leaves its error in the file where the answer
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
        # Of no queues the CLI prints nothing at all.
        if [ ! -s "$work/answer" ] && [ "$1 $2" = 'sqs list-queues' ]; then echo '{"QueueUrls": []}' >"$work/answer"; fi
        mkdir -p "${file%/*}"
        mv "$work/answer" "$file"
    elif grep -q -e '(NoSuchBucketPolicy)' -e '(NoSuchTagSet' -e '(NoSuchPublicAccessBlockConfiguration)' \
        -e '(ServerSideEncryptionConfigurationNotFoundError)' -e '(RepositoryPolicyNotFoundException)' \
        -e '(PolicyNotFoundException)' -e '(PolicyTypeNotEnabledException)' -e '(AWSOrganizationsNotInUseException)' \
        -e 'Could not connect to the endpoint URL' -e 'Invalid choice' "$work/message"; then
        return 1
    elif [ "$1 $2" = 'lambda get-policy' ] && grep -q '(ResourceNotFoundException)' "$work/message"; then
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
    grep -q -e 'Could not connect to the endpoint URL' -e 'Invalid choice' "$work/message" || note "$whole" "$@"
    return 1
}

# plain THING: the thing as a file's name: of a queue's URL the last part, of anything else all, with _ for / and :.
plain() {
    printf '%s' "$1" | sed 's|^https://.*/||; s|[/:]|_|g'
}

# kept CALL: what of an answer is kept, where the whole could hold secrets.
kept() {
    case $1 in
        list-functions) echo "{Functions:Functions[].{$function}}" ;;
        describe-launch-template-versions) echo "{LaunchTemplateVersions:LaunchTemplateVersions[].{$template}}" ;;
        describe-task-definition) echo "{taskDefinition:taskDefinition.{$task},tags:tags}" ;;
        batch-get-projects) echo '{projects:projects[].{name:name,arn:arn,serviceRole:serviceRole,tags:tags}}' ;;
        describe-stacks) echo "{Stacks:Stacks[].{$stack}}" ;;
        get-jobs) echo '{Jobs:Jobs[].{Name:Name,Role:Role}}' ;;
        get-dev-endpoints) echo '{DevEndpoints:DevEndpoints[].{EndpointName:EndpointName,RoleArn:RoleArn}}' ;;
        get-agent) echo "{agent:agent.{$agent}}" ;;
        describe-state-machine) echo '{stateMachineArn:stateMachineArn,name:name,roleArn:roleArn}' ;;
        describe-service) echo "{Service:Service.{$service_of_apprunner}}" ;;
        describe-job-definitions) echo "{jobDefinitions:jobDefinitions[].{$job}}" ;;
    esac
}

function='FunctionName:FunctionName,FunctionArn:FunctionArn,Role:Role,Runtime:Runtime,Handler:Handler,Version:Version'
function=$function',PackageType:PackageType,LastModified:LastModified,CodeSha256:CodeSha256,Layers:Layers,VpcConfig:VpcConfig'
template='LaunchTemplateId:LaunchTemplateId,LaunchTemplateName:LaunchTemplateName,VersionNumber:VersionNumber'
template=$template',LaunchTemplateData:LaunchTemplateData.{IamInstanceProfile:IamInstanceProfile,MetadataOptions:MetadataOptions}'
task='taskDefinitionArn:taskDefinitionArn,family:family,revision:revision,status:status,taskRoleArn:taskRoleArn'
task=$task',executionRoleArn:executionRoleArn,containerDefinitions:containerDefinitions[].{name:name,image:image,secrets:secrets}'
stack='StackId:StackId,StackName:StackName,StackStatus:StackStatus,RoleARN:RoleARN,Tags:Tags'
agent='agentId:agentId,agentArn:agentArn,agentName:agentName,agentResourceRoleArn:agentResourceRoleArn'
service_of_apprunner='ServiceName:ServiceName,ServiceArn:ServiceArn,Status:Status'
service_of_apprunner=$service_of_apprunner',InstanceConfiguration:InstanceConfiguration'
job='jobDefinitionArn:jobDefinitionArn,jobDefinitionName:jobDefinitionName,revision:revision,status:status,tags:tags'
job=$job',containerProperties:containerProperties.{jobRoleArn:jobRoleArn,executionRoleArn:executionRoleArn}'

# get FILE SERVICE OPERATION [OPTION…]: saves what is kept of the answer.
get() {
    keep=$(kept "$3")
    if [ -n "$keep" ]; then save "$@" --query "$keep"; else save "$@"; fi
}

# whole SERVICE OPERATION [OPTION…]: a list that says everything itself.
whole() {
    get "$place/$1/$2.json" "$@" || :
}

# each SERVICE LIST QUERY OPTION CALL…: asks for all that LIST names, a line each by QUERY, with OPTION=LINE. The list is
# saved last.
each() {
    service=$1
    listing=$2
    ids=$3
    option=$4
    shift 4
    name things "$ids" "$place/$service/$listing.json" "$service" "$listing" || return 0
    while IFS= read -r thing; do
        one "$@"
    done <"$work/things"
    get "$place/$service/$listing.json" "$service" "$listing" || :
    echo "$region: $service: $(count things) by $listing"
}

# one CALL…: asks for one of these things.
one() {
    for call in "$@"; do
        answer=$place/$service/$call/$(plain "$thing")
        # `a/b` and `a_b` are two things; which one a file is about stands in it.
        while [ -e "$answer.json" ]; do answer=${answer}_; done
        set -- "$answer.json" "$service" "$call" "$option=$thing"
        case $call in
            get-key-policy) set -- "$@" --policy-name default ;;
            get-queue-attributes) set -- "$@" --attribute-names All ;;
            describe-task-definition) set -- "$@" --include TAGS ;;
        esac
        get "$@" || :
    done
}

# partition: the partition of AWS that the region is in.
partition() {
    case $region in
        cn-*) echo aws-cn ;;
        us-gov-*) echo aws-us-gov ;;
        *) echo aws ;;
    esac
}

count() {
    wc -l <"$work/$1" | tr -d ' '
}

collect_iam() {
    details=$base/iam/get-account-authorization-details.json
    save "$base/iam/list-open-id-connect-providers.json" iam list-open-id-connect-providers || :
    save "$base/iam/list-saml-providers.json" iam list-saml-providers || :
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
        for setting in $bucket_settings; do
            save "$base/s3api/$setting/$bucket.json" s3api "$setting" --bucket="$bucket" || :
        done
    done <"$work/buckets"
    save "$base/s3api/list-buckets.json" s3api list-buckets || :
    save "$base/s3control/get-public-access-block.json" \
        s3control get-public-access-block --account-id="$account" || :
    echo "s3: $(count buckets) buckets, $policies with a policy"
}

collect_dynamodb() {
    name tables '[TableNames][].[@]' "$place/dynamodb/list-tables.json" dynamodb list-tables || return 0
    while IFS= read -r table; do
        save "$place/dynamodb/describe-table/$table.json" dynamodb describe-table --table-name="$table" || :
        save "$place/dynamodb/get-resource-policy/$table.json" dynamodb get-resource-policy \
            --resource-arn="arn:$(partition):dynamodb:$region:$account:table/$table" || :
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

# One call for all settings of a bucket that its policy does not say.
bucket_settings='get-bucket-tagging get-bucket-encryption get-public-access-block get-bucket-acl'

collect_organization() {
    folder=$base/organizations
    save "$folder/describe-organization.json" organizations describe-organization || return 0
    manager=$(aws organizations describe-organization --query Organization.MasterAccountId \
        --region "$region" --output text) || return 0
    if [ "$manager" != "$account" ]; then
        echo "organizations: control policies are listed in the account $manager, run the script there too"
        return 0
    fi
    name parents '[Roots][].[Id]' "$folder/list-roots.json" organizations list-roots || return 0
    name targets '[Accounts][].[Id]' "$folder/list-accounts.json" organizations list-accounts || return 0
    while [ -s "$work/parents" ]; do
        mv "$work/parents" "$work/level"
        : >"$work/parents"
        while IFS= read -r parent; do
            echo "$parent" >>"$work/targets"
            below=$folder/list-organizational-units-for-parent/$parent.json
            if name units '[OrganizationalUnits][].[Id]' "$below" \
                organizations list-organizational-units-for-parent --parent-id="$parent"; then
                cat "$work/units" >>"$work/parents"
                save "$below" organizations list-organizational-units-for-parent --parent-id="$parent" || :
            fi
            save "$folder/list-accounts-for-parent/$parent.json" \
                organizations list-accounts-for-parent --parent-id="$parent" || :
        done <"$work/level"
    done
    for type in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY; do
        while IFS= read -r target; do
            save "$folder/list-policies-for-target/$target/$type.json" \
                organizations list-policies-for-target --target-id="$target" --filter "$type" || :
        done <"$work/targets"
        if name policies '[Policies][].[Id]' "$folder/list-policies/$type.json" \
            organizations list-policies --filter "$type"; then
            while IFS= read -r policy; do
                save "$folder/describe-policy/$policy.json" organizations describe-policy --policy-id="$policy" || :
            done <"$work/policies"
            save "$folder/list-policies/$type.json" organizations list-policies --filter "$type" || :
        fi
    done
    save "$folder/list-accounts.json" organizations list-accounts || :
    save "$folder/list-roots.json" organizations list-roots || :
    echo "organizations: $(count targets) accounts, units and roots"
}

collect_clusters() {
    name clusters '[clusterArns][].[@]' "$place/ecs/list-clusters.json" ecs list-clusters || return 0
    while IFS= read -r cluster; do
        listed=$place/ecs/list-services/$(plain "$cluster").json
        name services '[serviceArns][].[@]' "$listed" ecs list-services --cluster="$cluster" || continue
        while IFS= read -r thing; do
            save "$place/ecs/describe-services/$(plain "$thing").json" \
                ecs describe-services --cluster="$cluster" --services="$thing" || :
        done <"$work/services"
        save "$listed" ecs list-services --cluster="$cluster" || :
    done <"$work/clusters"
    save "$place/ecs/list-clusters.json" ecs list-clusters || :
    each ecs list-task-definitions '[taskDefinitionArns][].[@]' --task-definition describe-task-definition
}

collect_eks() {
    name clusters '[clusters][].[@]' "$place/eks/list-clusters.json" eks list-clusters || return 0
    while IFS= read -r cluster; do
        save "$place/eks/describe-cluster/$cluster.json" eks describe-cluster --name="$cluster" || :
        if name groups '[nodegroups][].[@]' "$place/eks/describe-nodegroup/$cluster.json" \
            eks list-nodegroups --cluster-name="$cluster"; then
            while IFS= read -r group; do
                save "$place/eks/describe-nodegroup/$cluster/$group.json" \
                    eks describe-nodegroup --cluster-name="$cluster" --nodegroup-name="$group" || :
            done <"$work/groups"
        fi
        listed=$place/eks/list-pod-identity-associations/$cluster.json
        name pods '[associations][].[associationId]' "$listed" \
            eks list-pod-identity-associations --cluster-name="$cluster" || continue
        while IFS= read -r pod; do
            save "$place/eks/describe-pod-identity-association/$cluster/$pod.json" \
                eks describe-pod-identity-association --cluster-name="$cluster" --association-id="$pod" || :
        done <"$work/pods"
        save "$listed" eks list-pod-identity-associations --cluster-name="$cluster" || :
    done <"$work/clusters"
    save "$place/eks/list-clusters.json" eks list-clusters || :
    echo "$region: eks: $(count clusters) clusters"
}

collect_stores() {
    each kms list-keys '[Keys][].[KeyId]' --key-id describe-key get-key-policy list-grants list-resource-tags
    whole kms list-aliases
    # shellcheck disable=SC2016 # an empty list, not a command
    each sqs list-queues '[not_null(QueueUrls, `[]`)][].[@]' --queue-url get-queue-attributes
    each sns list-topics '[Topics][].[TopicArn]' --topic-arn get-topic-attributes
    each ecr describe-repositories '[repositories][].[repositoryName]' --repository-name get-repository-policy
    each kinesis list-streams '[StreamNames][].[@]' --stream-name describe-stream-summary
    whole logs describe-log-groups
    whole ssm describe-parameters
    whole rds describe-db-instances
    whole rds describe-db-clusters
    whole redshift describe-clusters
    whole bedrock-agent list-knowledge-bases
}

collect_compute() {
    each lambda list-functions '[Functions][].[FunctionName]' --function-name get-policy
    whole ec2 describe-instances
    whole ec2 describe-launch-templates
    # shellcheck disable=SC2016 # names of versions, not variables
    whole ec2 describe-launch-template-versions --versions '$Latest' '$Default'
    whole ec2 describe-vpc-endpoints
    collect_clusters
    collect_eks
    each codebuild list-projects '[projects][].[@]' --names batch-get-projects
    whole cloudformation describe-stacks
    whole glue get-jobs
    whole glue get-dev-endpoints
    each sagemaker list-notebook-instances '[NotebookInstances][].[NotebookInstanceName]' \
        --notebook-instance-name describe-notebook-instance
    each bedrock-agent list-agents '[agentSummaries][].[agentId]' --agent-id get-agent
    each stepfunctions list-state-machines '[stateMachines][].[stateMachineArn]' \
        --state-machine-arn describe-state-machine
    each apprunner list-services '[ServiceSummaryList][].[ServiceArn]' --service-arn describe-service
    whole batch describe-job-definitions --status ACTIVE
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
collect_organization
for region in "$@"; do
    place=$base
    [ $# -eq 1 ] || place=$base/$region
    collect_dynamodb
    collect_secrets
    collect_stores
    collect_compute
done

if [ "$failed" -gt 0 ]; then
    {
        echo "account $account: $failed calls failed, so the collection has gaps; they are in $errors:"
        sed 's/^/  /' "$errors"
    } >&2
    exit 1
fi
echo "account $account: everything was read, it is in $base"
