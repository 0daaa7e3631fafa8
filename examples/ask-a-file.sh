#!/bin/sh
# Answer a file of problems, one per line, and print the best match of each.
#
#   examples/ask-a-file.sh problems.txt
#
# Needs python3 to read the JSON; `jq` would do as well:
#   jq -r '[.problem, .verdict, (.matches[0].name // "-")] | @tsv'
set -eu

asknet ask - --json --no-save <"$1" | python3 -c '
import json, sys

for line in sys.stdin:
    answer = json.loads(line)
    best = answer["matches"][0]["name"] if answer["matches"] else "-"
    print(answer["problem"], answer["verdict"], best, sep="\t")
'
