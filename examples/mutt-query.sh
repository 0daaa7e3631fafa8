#!/usr/bin/env bash
# Find addresses for mutt and neomutt by name, or if there is none, by what people know:
#
#   set query_command = "/path/to/examples/mutt-query.sh %s"
#
# in your muttrc; then Q asks, and Ctrl-T completes an address. Mutt quotes %s itself.
# For names alone, "asknet list --mutt -- %s" will do.
set -euo pipefail

if found=$(asknet list --mutt -- "$*"); then
    printf '%s\n' "$found"
    exit
else
    code=$?
fi
[ "$code" -eq 3 ] || exit "$code"
exec asknet list --mutt --skill="$*"
