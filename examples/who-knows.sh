#!/bin/sh
# List names and addresses of everybody who knows a topic, one per line, for a mail program.
#
#   examples/who-knows.sh crochet
set -eu

asknet list --skill "$1" --kind person |
    awk -F '\t' '$9 { split($9, address, ";"); print $3 " <" address[1] ">" }'
