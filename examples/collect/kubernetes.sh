#!/bin/sh
# Collects what `overreach ingest` reads of one Kubernetes cluster, with kubectl's own credentials.
#
#   kubernetes.sh [--secrets] OUT [CONTEXT]
#
# Writes OUT/kubernetes/KIND.json, each the list that `kubectl get KIND --all-namespaces -o json` prints. With --secrets
# also the names of secrets: kubectl asks the server for the table that it shows to people, so the values stay there.
#
# A list that could not be read leaves its error in the file where the list would be, so that `ingest` counts it as
# unread, and a line in OUT/kubernetes/collect-errors.txt.
#
# Exit codes: 0 everything was read, 1 something was not, 2 usage.
set -eu
umask 077

usage() {
    echo "usage: kubernetes.sh [--secrets] OUT [CONTEXT]" >&2
    exit 2
}

refuse() {
    echo "kubernetes.sh: $1" >&2
    exit "${2:-2}"
}

# get KIND [OPTION…]: writes what kubectl prints to $work/answer, or keeps its error in the place of KIND's list.
get() {
    kind=$1
    shift
    if kubectl ${context:+"--context=$context"} get "$kind" --all-namespaces "$@" \
        </dev/null >"$work/answer" 2>"$work/message"; then
        return 0
    fi
    [ -s "$work/message" ] || echo "kubectl failed without a message" >"$work/message"
    note "$kind"
    return 1
}

# note KIND: keeps the error in $work/message in the place of KIND's list and in the list of errors.
note() {
    failed=$((failed + 1))
    printf 'get %s: %s\n' "$1" "$(tr -s '\n' ' ' <"$work/message" | sed 's/ $//')" >>"$errors"
    mv "$work/message" "$base/$1.json"
}

# names: a List of secrets that holds namespaces and names, made of the first two columns of the table. Both are DNS
# names, so that nothing in them needs escaping; with anything else it fails.
names() {
    awk '
        BEGIN { printf "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"List\",\n  \"items\": [" }
        NF < 2 || ($1 $2) !~ /^[a-z0-9.-]+$/ { bad = 1; exit }
        {
            printf "%s\n    {\"apiVersion\": \"v1\", \"kind\": \"Secret\", ", (NR > 1 ? "," : "")
            printf "\"metadata\": {\"namespace\": \"%s\", \"name\": \"%s\"}}", $1, $2
        }
        END { if (bad) exit 1; print "\n  ]\n}" }
    '
}

secrets=no
if [ "${1:-}" = --secrets ]; then
    secrets=yes
    shift
fi
if [ $# -lt 1 ] || [ $# -gt 2 ]; then usage; fi
case $1 in -*|'') usage ;; esac
out=$1
context=${2:-}
command -v kubectl >/dev/null || refuse "kubectl is not installed" 1

base=$out/kubernetes
[ ! -e "$base" ] || refuse "\"$base\" is there already: choose another OUT for each cluster and each collection"
work=$base/.collecting
errors=$base/collect-errors.txt
failed=0
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for kind in namespaces pods services serviceaccounts roles rolebindings clusterroles clusterrolebindings \
    deployments statefulsets daemonsets replicasets jobs cronjobs; do
    if get "$kind" -o json; then mv "$work/answer" "$base/$kind.json"; fi
done
if [ "$secrets" = yes ] && get secrets --no-headers; then
    if names <"$work/answer" >"$work/list"; then
        mv "$work/list" "$base/secrets.json"
    else
        echo "kubectl printed no table of secrets" >"$work/message"
        note secrets
    fi
fi

if [ "$failed" -gt 0 ]; then
    {
        echo "$failed lists could not be read, so the collection has gaps; they are in $errors:"
        sed 's/^/  /' "$errors"
    } >&2
    exit 1
fi
echo "everything was read, it is in $base; give its name to ingest: overreach ingest --cluster NAME $out"
