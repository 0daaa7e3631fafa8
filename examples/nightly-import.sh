#!/usr/bin/env bash
# Read files of contacts every night, from cron:
#
#   17 3 * * *  /path/to/examples/nightly-import.sh ~/contacts/*.csv
#
# Prints nothing if all went well, so that cron sends no mail. A row that has not changed
# changes nothing; what you typed yourself stays. A file that cannot be read is reported, the
# others are still read, and the exit code is that of the last one that failed:
# 4 if the database cannot be used, 5 if the file was rejected. Needs no lock: asknet waits
# for other writers. Each file is one step of `asknet undo`.
set -euo pipefail

failed=0
for file in "$@"; do
    if said=$(asknet import "$file" --quiet --no-input 2>&1); then
        # rows that were skipped and values that were ignored are news; how many were read is not
        while IFS= read -r line; do
            case $line in "  line"*) printf '%s: %s\n' "$file" "${line#  }" >&2 ;; esac
        done <<<"$said"
    else
        failed=$?
        printf '%s\n' "$said" >&2
    fi
done
exit "$failed"
