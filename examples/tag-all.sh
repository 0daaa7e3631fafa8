#!/usr/bin/env bash
# Add a skill to everybody that a search finds:
#
#   examples/tag-all.sh "mending" --skill sewing --reach local
#
# Everything after the skill is passed to `asknet list`. With DRY_RUN=1 it shows whom it
# finds and changes nothing.
set -euo pipefail

if [ $# -lt 1 ]; then
    printf 'usage: %s\n' 'tag-all.sh SKILL [SEARCH...]' >&2
    exit 2
fi

skill=$1
shift

asknet list --quiet "$@" | while IFS=$'\t' read -r id _ name _; do
    if [ -n "${DRY_RUN:-}" ]; then
        printf '%s\n' "$name"
    else
        asknet edit "id:$id" "$skill" --quiet --no-input </dev/null
    fi
done
