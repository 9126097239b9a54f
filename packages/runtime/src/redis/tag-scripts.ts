// The list of invalidations is a sorted set: `x<tag>` for what is expired, `s<tag>` for what is
// stale, `f` for everything; the score is the revision. A hash has the time until which a stale tag
// may be served. Revisions are microseconds, pushed on where two would be the same, so that they
// grow even when everything that Redis knew is lost.

const REVISIONS = `
local function now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000000 + tonumber(time[2])
end
local function text(number) return string.format('%.0f', number) end
local function latest()
  local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
  return tonumber(last[2] or '0')
end
`;

/**
 * Called with what is known of the server that Redis runs as. If it is another one than before, it
 * has been restarted or replaced, and may have lost the latest invalidations: everything expires.
 *
 * `KEYS`: invalidations, the server's name. `ARGV`: the server's name, or nothing if unknown.
 */
export const START_SCRIPT: string = `${REVISIONS}
if ARGV[1] == '' or redis.call('GET', KEYS[2]) ~= ARGV[1] then
  redis.call('SET', KEYS[2], ARGV[1])
  redis.call('ZADD', KEYS[1], text(math.max(now(), latest() + 1)), 'f')
end
return 1
`;

/**
 * Adds invalidations, and gives all that the caller does not know.
 *
 * `KEYS`: invalidations, times. `ARGV`: the last revision that the caller knows, how many tags are
 * kept, and for each invalidation its name in the set and the time until which it may be served
 * stale (0: until it is made anew).
 *
 * Gives the latest revision, and name, revision and time of each invalidation since.
 */
export const SYNC_SCRIPT: string = `${REVISIONS}
local known = tonumber(ARGV[1])
local revision = latest()
if revision == 0 or revision < known then
  -- The list is new, or the part of it that the caller has seen is lost.
  revision = math.max(now(), known + 1)
  redis.call('ZADD', KEYS[1], text(revision), 'f')
end
if #ARGV > 2 then
  revision = math.max(now(), revision + 1)
  for index = 3, #ARGV, 2 do
    local name, untilTime = ARGV[index], tonumber(ARGV[index + 1])
    if string.sub(name, 1, 1) == 's' then
      local tag = string.sub(name, 2)
      local pending = redis.call('HGET', KEYS[2], tag)
      if pending then
        local time = tonumber(pending)
        local stale = redis.call('ZSCORE', KEYS[1], name)
        if time > 0 and time <= now() / 1000 then
          -- The time of what was stale is up: it is expired from now on.
          if stale then redis.call('ZADD', KEYS[1], 'GT', stale, 'x' .. tag) end
        elseif time > 0 and (untilTime == 0 or time < untilTime) then
          untilTime = time
        end
      end
      redis.call('HSET', KEYS[2], tag, text(untilTime))
    else
      -- What is expired need not be stale as well.
      local tag = string.sub(name, 2)
      redis.call('ZREM', KEYS[1], 's' .. tag)
      redis.call('HDEL', KEYS[2], tag)
    end
    redis.call('ZADD', KEYS[1], text(revision), name)
  end
  local surplus = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[2])
  if surplus > 0 then
    local removed = redis.call('ZPOPMIN', KEYS[1], surplus)
    for index = 1, #removed, 2 do
      if string.sub(removed[index], 1, 1) == 's' then
        redis.call('HDEL', KEYS[2], string.sub(removed[index], 2))
      end
    end
    -- What is forgotten is covered: everything from before is expired.
    redis.call('ZADD', KEYS[1], 'GT', removed[#removed], 'f')
  end
end
local changes = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. text(known), '+inf', 'WITHSCORES')
local reply = { text(revision) }
for index = 1, #changes, 2 do
  local name = changes[index]
  reply[#reply + 1] = name
  reply[#reply + 1] = changes[index + 1]
  if string.sub(name, 1, 1) == 's' then
    -- Without its time, as after an eviction, it cannot be served at all.
    reply[#reply + 1] = redis.call('HGET', KEYS[2], string.sub(name, 2)) or '1'
  else
    reply[#reply + 1] = ''
  end
end
return reply
`;
