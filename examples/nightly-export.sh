#!/usr/bin/env bash
# Keep a copy of the whole network for each of the last few days, from cron:
#
#   41 3 * * *  /path/to/examples/nightly-export.sh ~/backup 14
#
# The copies are YAML, which any editor can open and `asknet import` reads back completely.
# A copy gets its name only when it is complete, and only then are older ones removed,
# so that a full disk never loses existing copies.
set -euo pipefail

if [ $# -lt 1 ]; then
    printf 'usage: %s\n' 'nightly-export.sh FOLDER [COPIES]' >&2
    exit 2
fi

folder=$1
keep=${2:-14}

umask 077
mkdir -p "$folder"
asknet export -o "$folder/network-$(date +%F).yaml" --quiet

copies=("$folder"/network-????-??-??.yaml)
for ((i = 0; i < ${#copies[@]} - keep; i++)); do
    rm -f -- "${copies[$i]}"
done
