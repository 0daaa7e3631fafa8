#!/usr/bin/env bash
# Pick a contact from a list that narrows as you type, and show everything about them:
#
#   examples/pick.sh
#   examples/pick.sh --kind person --skill bread
#
# Needs fzf (https://github.com/junegunn/fzf). Without it, or without a
# terminal, it prints the list: number, name and what they know.
set -euo pipefail

shown() { asknet list --quiet "$@" | cut -f 1,3,4; }

if ! command -v fzf >/dev/null || [ ! -t 0 ] || [ ! -t 2 ]; then
    shown "$@"
    exit
fi

# fzf leaves with 130 when nobody was picked
picked=$(shown "$@" | fzf --delimiter '\t' --with-nth 2.. --preview 'asknet show id:{1}') || exit 0
asknet show "id:${picked%%$'\t'*}"
