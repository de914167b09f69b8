#!/usr/bin/env bash
# Miller puts quotation marks around a number of JSON that is above 2^63-1, as half of all user ids are.
#
# Guess:   `mlr --json cat` copies a number that nothing is done to, digit by digit; gron 0.7.1 does so.
# Happens: it comes back as a text in quotation marks, and arithmetic with it is `(error)`. Smaller ids stay numbers.
# Matters: one file of answers has two types in one member after a tool that only copied it, and readers that are strict about
#          numbers and texts lose these users only.
# With:    miller 6.6.0-2+b3 (Debian 12)
# Output:
#   {"uid": 207753074018285909}    plus one 207753074018285910
#   {"uid": 9223372036854775807}   plus one 9223372036854776000
#   {"uid": "9223372036854775808"} plus one (error)
#   {"uid": "15410773191172635989"} plus one (error)

. "$(dirname "$0")/common.sh"
debian_with miller=6.6.0-2+b3

mlr() { "$work/debian/usr/bin/mlr" --ijson "$@" <<<"{\"uid\": $uid}"; }
for uid in 207753074018285909 9223372036854775807 9223372036854775808 15410773191172635989; do
    printf '%-30s plus one %s\n' "$(mlr --ojsonl cat)" "$(mlr --onidx put -q 'print $uid + 1')"
done | as_seen
