#!/bin/sh
# Collects the configurations of MCP clients below folders: home folders, checkouts of repositories.
#
#   mcp.sh OUT DIR…
#
# Copies DIR/PATH to OUT/mcp/NAME/PATH, where NAME is the last part of DIR. The files may hold secrets: a new OUT and
# OUT/mcp are for their owner alone (0700), nothing is printed of what is in them, and OUT should be deleted after
# `overreach ingest`, which keeps keyed fingerprints only. Symbolic links are not followed; .git and node_modules are
# left out.
#
# What could not be read is named in OUT/mcp/collect-errors.txt.
#
# Exit codes: 0 everything was read, 1 something was not, 2 usage.
set -eu
umask 077

usage() {
    echo "usage: mcp.sh OUT DIR..." >&2
    exit 2
}

refuse() {
    echo "mcp.sh: $1" >&2
    exit 2
}

[ $# -ge 2 ] || usage
case $1 in -*|'') usage ;; esac
out=$1
shift
for dir in "$@"; do
    case $dir in -*|'') usage ;; esac
    [ -d "$dir" ] || refuse "\"$dir\" is no folder"
done
[ ! -e "$out/mcp" ] || refuse "\"$out/mcp\" is there already: what no longer exists would stay in it, choose another OUT"

mkdir -p "$out/mcp"
base=$(cd "$out/mcp" && pwd -P)
errors=$base/collect-errors.txt
export base errors

for dir in "$@"; do
    if ! from=$(cd "$dir" 2>/dev/null && pwd -P); then
        echo "$dir: the folder cannot be entered" >>"$errors"
        continue
    fi
    name=${from##*/}
    to=$base/${name:-root}
    while [ -e "$to" ]; do to=${to}_; done
    export from to
    # shellcheck disable=SC2016 # the inner shell expands
    find "$from" \( -name .git -o -name node_modules \) -prune -o -type f \( \
        -name .mcp.json -o -name mcp.json -o -name mcp-config.json -o -name mcp_config.json \
        -o -name mcp_settings.json -o -name cline_mcp_settings.json -o -name mcp-servers.json \
        -o -name mcporter.json -o -name claude_desktop_config.json -o -name .claude.json \
        -o -name gemini-extension.json -o -path '*/.gemini/settings.json' \
        -o -path '*/amazonq/cli-agents/*.json' -o -path '*/.amazonq/cli-agents/*.json' \
        \) -exec sh -c '
            for file do
                case $file in "$base"/*) continue ;; esac
                copy=$to/${file#"${from%/}/"}
                mkdir -p "${copy%/*}"
                cp "$file" "$copy" 2>/dev/null && continue
                rm -f "$copy"
                echo "$file: the file cannot be read" >>"$errors"
            done
        ' sh {} + 2>>"$errors" || :
done

found=$(find "$base" -type f ! -path "$errors" | wc -l | tr -d ' ')
if [ -s "$errors" ]; then
    {
        echo "$found configurations were copied; what could not be read is in $errors:"
        sed 's/^/  /' "$errors"
    } >&2
    exit 1
fi
rm -f "$errors"
echo "$found configurations were copied to $base; they may hold secrets: delete them after overreach ingest"
