//! What the server does in one step. Each may be run twice, as it is when a connection breaks before the answer.

use std::sync::LazyLock;

use crate::redis::script::Script;

/// Reads a record, which lives the longer for it. `ARGV`: milliseconds to live, 0 for ever.
pub(super) static LOAD: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
local stored = redis.call('HMGET', KEYS[1], 'generation', 'record')
if stored[1] and ARGV[1] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return stored",
    )
});

/// Writes a record if the one that is there has the expected generation, or is this one already. `ARGV`: the generation expected,
/// empty for none; the new one; the record; milliseconds to live, 0 for ever.
pub(super) static SWAP: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
local stored = redis.call('HMGET', KEYS[1], 'generation', 'record')
if (stored[1] or '') == ARGV[1] then
    redis.call('HSET', KEYS[1], 'generation', ARGV[2], 'record', ARGV[3])
elseif stored[1] ~= ARGV[2] or stored[2] ~= ARGV[3] then
    return {0, stored[1], stored[2]}
end
if ARGV[4] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[4]) else redis.call('PERSIST', KEYS[1]) end
return {1, false, false}",
    )
});

/// Writes as much as no pair needs, and takes it away.
pub(super) static PROBE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
redis.call('SET', KEYS[1], string.rep(' ', 4096), 'PX', 1000)
redis.call('DEL', KEYS[1])
return false",
    )
});

/// Takes a lock that nobody has, or makes one's own last longer; says who has it otherwise. `ARGV`: the owner's token, what the
/// owner is called, milliseconds to live.
pub(super) static LOCK: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
local lock = redis.call('HMGET', KEYS[1], 'owner', 'called')
if lock[1] and lock[1] ~= ARGV[1] then return lock[2] or '' end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'called', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return false",
    )
});

/// Gives a lock back, if it is one's own. `ARGV`: the owner's token.
pub(super) static RELEASE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
if redis.call('HGET', KEYS[1], 'owner') == ARGV[1] then redis.call('DEL', KEYS[1]) end
return false",
    )
});
