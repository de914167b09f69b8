#!/usr/bin/env bash
# json-bigint treats long fractions as it treats long ids: with `useNativeBigInt` one of them makes the whole answer an error.
#
# Guess:   only whole numbers beyond 2^53 are anything but `number`; a fraction stays a number of JavaScript's.
# Happens: what has more than fifteen characters is "big", fractions too. They become BigNumber objects, or texts with
#          `storeAsString`, and with `useNativeBigInt` BigInt refuses them, so `parse` throws. 1E400, which is valid, is "Bad number".
# Matters: the option is there for ids like the platform's; one coordinate or average in the same answer, printed by the
#          server with all its digits, and no id is read at all.
# With:    json-bigint 1.0.0 (npm), Node 20
# Output:
#   15410773191172635989  default BigNumber  native bigint       string string
#   1000000000000000      default BigNumber  native bigint       string string
#   37.6173               default number     native number       string number
#   37.617298789999996    default BigNumber  native SyntaxError  string string
#   1E400                 default Bad number native Bad number   string Bad number

. "$(dirname "$0")/common.sh"
node_with json-bigint@1.0.0

node_run <<'EOF' | as_seen
import JSONbig from 'json-bigint'

const kind = (text, options) => {
  try {
    const { v } = JSONbig(options).parse(`{"v": ${text}}`)
    return typeof v === 'object' ? v.constructor.name : typeof v
  } catch (error) { return error.message === 'Bad number' ? error.message : error.name }
}
for (const text of ['15410773191172635989', '1000000000000000', '37.6173', '37.617298789999996', '1E400']) {
  const [plain, native, string] = [{}, { useNativeBigInt: true }, { storeAsString: true }].map(options => kind(text, options))
  console.log(`${text.padEnd(21)} default ${plain.padEnd(10)} native ${native.padEnd(12)} string ${string}`)
}
EOF
