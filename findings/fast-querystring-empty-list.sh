#!/usr/bin/env bash
# fast-querystring and picoquery leave an `&` behind for an empty list, where Node's module leaves none.
#
# Guess:   if anyone writes `&&`, it is the old `node:querystring`; fast-querystring, which takes its place for speed, is clean.
# Happens: it is the other way round. Node's module and qs leave the list out; the two fast ones leave its separator.
# Matters: with a list that happens to be empty there is a parameter without name and value in the request. Servers that split at
#          `&` sign it or refuse it; cached and recorded requests no longer match.
# With:    fast-querystring 1.1.2, picoquery 2.5.0, qs 6.17.1 (npm), Node 20
# Output:
#   node:querystring  method=a&ext=1
#   qs                method=a&ext=1
#   fast-querystring  method=a&&ext=1
#   picoquery         method=a&&ext=1

. "$(dirname "$0")/common.sh"
node_with fast-querystring@1.1.2 picoquery@2.5.0 qs@6.17.1

node_run <<'EOF' | as_seen
import querystring from 'node:querystring'
import fast from 'fast-querystring'
import qs from 'qs'
import { stringify } from 'picoquery'

const parameters = { method: 'a', uids: [], ext: 1 }
console.log('node:querystring ', querystring.stringify(parameters))
console.log('qs               ', qs.stringify(parameters))
console.log('fast-querystring ', fast.stringify(parameters))
console.log('picoquery        ', stringify(parameters))
EOF
