#!/bin/sh
# Prints what reading, judging and asking an account takes; arguments are those of generate.py, such as --principals 500.
set -eu
here=$(dirname "$0")
bin="$here/../../.build/release"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 "$here/generate.py" "$work/account" "$@"
echo "files: $(find "$work/account" -type f | wc -l)"

python3 - "$bin/overreach" "$work" <<'PYTHON'
import json, os, resource, subprocess, sys, time

program, work = sys.argv[1:]


def timed(title, *arguments):
    begin = time.monotonic()
    done = subprocess.run([program, *arguments, "--store", work + "/store.db"], capture_output=True, text=True)
    print(f"{title}: {time.monotonic() - begin:.2f} s, exit {done.returncode}")
    return done


done = timed("ingest", "ingest", work + "/account")
print(done.stdout[-400:].strip() or done.stderr[-400:].strip())
print(f"max RSS: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
buckets = json.load(open(work + "/account/aws/s3api/list-buckets.json"))["Buckets"]
timed("who-can", "access", "who-can", "s3:GetObject", f"arn:aws:s3:::{buckets[0]['Name']}/x")
details = json.load(open(work + "/account/aws/iam/get-account-authorization-details.json"))
user = details["UserDetailList"][0]["Arn"]
graph = work + "/store.db.graph"
print(f"graph beside the store: {os.path.getsize(graph) / 1e6:.0f} MB")
for _ in range(3):
    timed("radius", "radius", user)
os.remove(graph)
timed("radius, building the graph anew", "radius", user)
PYTHON

"$bin/overreach-aws-bench" "$work/store.db"
