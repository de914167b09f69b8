#!/usr/bin/env bash
# ofetch writes an empty text into a query as it writes null, and null into a form as the word.
#
# Guess:   `''` gives `a=` and null gives nothing or `a=`, in `query` as in a form body.
# Happens: in `query` both are a bare name without `=`. In the form `''` is `a=`, and null the text `null`. A list is repeated names
#          in the one and a text with commas in the other, and a big integer is an error in the one and digits in the other.
# Matters: `uids=` and `uids` are the same to most servers and not to a signature of names and values; the same object is signed
#          right for one verb only.
# With:    ofetch 1.5.1 (npm), Node 20
# Output:
#   ""                     query ?a         form a=
#   null                   query ?a         form a=null
#   [1,2]                  query ?a=1&a=2   form a=1%2C2
#   {"k":1}                query ?a={"k":1} form a=[object+Object]
#   18446744073709551615n  query TypeError  form a=18446744073709551615

. "$(dirname "$0")/common.sh"
node_with ofetch@1.5.1
record

node_run <<'EOF' | as_seen
import { ofetch } from 'ofetch'

const url = process.env.url
const headers = { 'content-type': 'application/x-www-form-urlencoded' }
const told = async (how, part) => {
  try { return part(await ofetch(url, how)) } catch (error) { return error.cause?.name ?? error.name }
}
for (const a of ['', null, [1, 2], { k: 1 }, 18446744073709551615n]) {
  const query = await told({ query: { a } }, got => decodeURIComponent(got.replace('GET /', '')))
  const form = await told({ method: 'POST', headers, body: { a } }, got => got.split(' | ')[2].replace(/%5B/, '[').replace(/%5D/, ']'))
  const shown = typeof a === 'bigint' ? a + 'n' : JSON.stringify(a)
  console.log(`${shown.padEnd(22)} query ${query.padEnd(10)} form ${form}`)
}
EOF
