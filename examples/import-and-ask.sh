#!/bin/sh
# Import a CSV of contacts, then ask each problem given.
#
#   examples/import-and-ask.sh contacts.csv "crochet pattern" "my sourdough won't rise"
#
# The same file may be imported every night: rows that have not changed change nothing.
set -eu

contacts=$1
shift

asknet import "$contacts" --quiet >&2

for problem in "$@"; do
    printf '%s\n' "$problem"
    # 3 means that nobody fits, which is an answer too
    asknet ask "$problem" -n 3 --no-save --quiet | cut -f 1,2,5,6 || [ $? -eq 3 ]
done
