// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryIdempotencyStore, idempotency, rateLimit } from '@callgate/runtime/middleware';
import { createRedisIdempotencyStore, isRedisUnavailable } from '@callgate/runtime/redis';
import { ActionError, registerServerReference } from '@callgate/runtime/server';
import { cookies } from '@callgate/runtime/headers';
import { unauthorized } from '@callgate/runtime/navigation';
import { z } from 'zod';
import { startRedis } from '../support/redis.mjs';
import { until } from '../support/until.mjs';
import { overBoth } from '../support/transports.mjs';

let made = 0;

/** Opened by a test when its orders may be done. */
let open = () => {};
/** @type {Promise<void>} */
let gate = Promise.resolve();
function closeGate() {
  gate = new Promise((resolve) => (open = resolve));
}

const functions = {
  /** @param {string} item @param {boolean} [isSlow] whether it waits for the gate */
  async order(item, isSlow = false) {
    made += 1;
    const number = made;
    if (isSlow) await gate;
    (await cookies()).set('order', String(number));
    return { item, number };
  },
  async refuse() {
    made += 1;
    throw new ActionError('sold-out', { status: 409, data: { made } });
  },
  async fail() {
    made += 1;
    throw new Error('after the order was made');
  },
  async large() {
    made += 1;
    return 'x'.repeat(10_000);
  },
};
const names = Object.keys(functions);
const ids = /** @type {Record<keyof typeof functions, string>} */ (
  Object.fromEntries(names.map((name, n) => [name, (n + 1).toString(16).padStart(40, 'a')]))
);
for (const [name, fn] of Object.entries(functions)) {
  registerServerReference(fn, ids[/** @type {keyof typeof functions} */ (name)]);
}
const app = {
  manifest: /** @type {import('@callgate/runtime/server').Manifest} */ ({
    version: 1,
    functions: Object.fromEntries(
      Object.entries(ids).map(([name, id]) => [
        id,
        { module: 'orders', export: name, name, captures: [] },
      ]),
    ),
  }),
  load: () => functions,
};

let isBroken = false;

/** As an app without types gives it. @param {import('@callgate/runtime/server').CallContext} call */
const anyCaller = (call) => JSON.parse(call.request.headers.get('x-user') ?? 'null');

/** @param {import('@callgate/runtime/server').CallContext} call */
const caller = (call) => call.request.headers.get('x-user') ?? undefined;

/**
 * @param {Partial<import('@callgate/runtime/middleware').IdempotencyOptions>} [options]
 * @param {Partial<import('@callgate/runtime/server').HandlerOptions>} [more]
 */
const once = (options, more) => ({
  ...app,
  ...more,
  middleware: [idempotency({ caller, onError: () => {}, ...options })],
});

/** @param {import('../support/transports.mjs').Transport} transport */
function sender(transport) {
  /** @param {string} id @param {string | undefined} key @param {{ user?: string, args?: string | FormData, signal?: AbortSignal }} [more] */
  return (id, key, { user = transport.name, args = '["book"]', signal } = {}) =>
    transport.call(id, args, {
      headers: { 'x-user': user, ...(key !== undefined && { 'idempotency-key': key }) },
      ...(signal && { signal }),
    });
}

overBoth('a call that is sent twice is made once', once(), async (transport) => {
  const send = sender(transport);
  const before = made;
  const first = await send(ids.order, 'k1');
  const second = await send(ids.order, 'k1');
  assert.equal(made, before + 1);
  assert.equal(first.headers.get('idempotent-replayed'), null);
  assert.equal(second.headers.get('idempotent-replayed'), 'true');
  assert.equal(second.status, first.status);
  assert.equal(second.headers.get('content-type'), 'text/x-component');
  assert.deepEqual(second.headers.getSetCookie(), first.headers.getSetCookie());
  assert.equal(await second.text(), await first.text());
});

overBoth('a key that is used again with other arguments is refused', once(), async (transport) => {
  const send = sender(transport);
  const before = made;
  await send(ids.order, 'k20', { args: '["book"]' });
  const other = await send(ids.order, 'k20', { args: '["pen"]' });
  assert.equal(other.status, 422);
  assert.equal(other.headers.get('callgate-error'), 'idempotency-key-reused');
  assert.equal((await send(ids.order, 'k20', { args: '["book"]' })).status, 200);
  assert.equal((await send(ids.large, 'k21', { args: '[1]' })).status, 200);
  assert.equal((await send(ids.large, 'k21', { args: '[2]' })).status, 422);
  assert.equal(made, before + 2);
});

overBoth('a form is the same whatever its boundary, and files count', once(), async (transport) => {
  const send = sender(transport);
  const before = made;
  /** @param {string} content @param {string} [name] */
  const form = (content, name = 'a.txt') => {
    const body = new FormData();
    body.append('0', '["$B1"]');
    body.append('1', new File([content], name, { type: 'text/plain' }));
    return body;
  };
  assert.equal((await send(ids.order, 'k22', { args: form('x') })).status, 200);
  const second = await send(ids.order, 'k22', { args: form('x') });
  assert.equal(second.headers.get('idempotent-replayed'), 'true');
  assert.equal((await send(ids.order, 'k22', { args: form('y') })).status, 422);
  assert.equal((await send(ids.order, 'k22', { args: form('x', 'b.txt') })).status, 422);
  assert.equal(made, before + 1);
});

overBoth(
  'a repetition whose body cannot be read is refused as any call is',
  once(undefined, { limits: { body: 100 } }),
  async (transport) => {
    const send = sender(transport);
    await send(ids.order, 'k23');
    const chunks = new Response('x'.repeat(1000)).body;
    const init = { body: chunks, duplex: 'half', headers: { 'idempotency-key': 'k23' } };
    const response = await transport.call(ids.order, '', {
      ...init,
      headers: { ...init.headers, 'x-user': transport.name, 'content-type': 'text/plain' },
    });
    assert.equal(response.status, 413);
  },
);

overBoth('callers, functions and keys are kept apart', once(), async (transport) => {
  const send = sender(transport);
  const before = made;
  await send(ids.order, 'k1', { user: `${transport.name}-ada` });
  await send(ids.order, 'k1', { user: `${transport.name}-bob` });
  await send(ids.order, 'k2', { user: `${transport.name}-bob` });
  await send(ids.large, 'k2', { user: `${transport.name}-bob` });
  await send(ids.order, undefined);
  await send(ids.order, undefined);
  assert.equal(made, before + 6);
});

overBoth(
  'calls at once are made once, and all get the answer',
  once({ wait: 600 }),
  async (transport) => {
    const send = sender(transport);
    const before = made;
    closeGate();
    const sent = Array.from({ length: 5 }, async () =>
      (await send(ids.order, 'k3', { args: '["book",true]' })).text(),
    );
    await until(() => made > before);
    open();
    const answers = await Promise.all(sent);
    assert.equal(made, before + 1);
    assert.equal(new Set(answers).size, 1);
  },
);

overBoth(
  'who does not wait long enough is told to come back',
  once({ wait: 0 }),
  async (transport) => {
    const send = sender(transport);
    const before = made;
    closeGate();
    const first = send(ids.order, 'k4', { args: '["book",true]' });
    await until(() => made > before);
    const second = await send(ids.order, 'k4');
    assert.equal(second.status, 503);
    assert.equal(second.headers.get('callgate-error'), 'in-progress');
    assert.equal(second.headers.get('retry-after'), '1');
    open();
    assert.equal((await first).status, 200);
  },
);

overBoth('errors of a function are kept, refusals before it are not', once(), async (transport) => {
  const send = sender(transport);
  const before = made;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    assert.equal((await send(ids.refuse, 'k5')).status, 409);
    assert.equal((await send(ids.fail, 'k5')).status, 500);
    assert.equal((await send(ids.order, 'k5', { args: 'not a list' })).status, 400);
  }
  assert.equal(made, before + 2);
  assert.equal((await send(ids.order, 'k5')).status, 200);
  assert.equal(made, before + 3);
});

overBoth(
  'a client that was cut off gets the answer when it asks again',
  once({ wait: 600 }),
  async (transport) => {
    const send = sender(transport);
    const before = made;
    const controller = new AbortController();
    const args = '["book",true]';
    closeGate();
    const first = send(ids.order, 'k10', { args, signal: controller.signal }).catch(() => {});
    await until(() => made > before);
    controller.abort();
    if (transport.name === 'node') await first;
    const asked = send(ids.order, 'k10', { args });
    open();
    const second = await asked;
    await first;
    assert.equal(second.status, 200);
    assert.ok((await second.text()).includes(`"number":${before + 1}`));
    assert.equal(made, before + 1);
  },
);

overBoth(
  'a call that was not done in time is not made again',
  once({ wait: 0 }, { limits: { execution: 50 } }),
  async (transport) => {
    const send = sender(transport);
    const before = made;
    closeGate();
    assert.equal((await send(ids.order, 'k11', { args: '["book",true]' })).status, 504);
    open();
    const second = await send(ids.order, 'k11', { args: '["book",true]' });
    assert.equal(second.status, 409);
    assert.equal(second.headers.get('callgate-error'), 'result-unknown');
    assert.equal(made, before + 1);
  },
);

let isLate = false;
const failures = {
  refuses: () => {
    throw new ActionError('not-yet', { status: 403 });
  },
  'ends the call': () => unauthorized(),
  fails: () => {
    throw new Error('no database');
  },
  answers: () => new Response('Not yet', { status: 403 }),
};
for (const [what, fail] of Object.entries(failures)) {
  const middleware = [
    idempotency({ caller, wait: 0 }),
    /** @type {import('@callgate/runtime/server').Middleware} */
    async (call, next) => {
      if (call.request.headers.get('x-pass') !== null) return next();
      if (isLate) await next();
      return fail();
    },
  ];
  overBoth(
    `a call that can be sent again when a middleware ${what} before it, and not after it`,
    { ...app, middleware },
    async (transport) => {
      const before = made;
      /** @param {string} key @param {boolean} passes */
      const send = async (key, passes) => {
        const headers = { 'x-user': what, 'idempotency-key': `${transport.name}-${key}` };
        const init = { headers: { ...headers, ...(passes && { 'x-pass': '1' }) } };
        return (await transport.call(ids.order, '["book"]', init)).status;
      };
      isLate = false;
      assert.notEqual(await send('early', false), 200);
      assert.equal(made, before);
      assert.equal(await send('early', true), 200);
      assert.equal(made, before + 1);
      isLate = true;
      assert.notEqual(await send('late', false), 200);
      assert.equal(made, before + 2);
      assert.ok([403, 409].includes(await send('late', true)));
      assert.equal(made, before + 2, 'it is not made twice');
    },
  );
}

overBoth(
  'what a schema, a module or the limits refuse can be sent again, put right',
  once(undefined, {
    functions: { 'orders#order': { schema: z.tuple([z.string().max(5)]) } },
    load: () => (isBroken ? {} : functions),
  }),
  async (transport) => {
    const send = sender(transport);
    const before = made;
    assert.equal((await send(ids.order, 'k30', { args: '["a long title"]' })).status, 400);
    isBroken = true;
    assert.equal((await send(ids.order, 'k30')).status, 500);
    isBroken = false;
    assert.equal((await send(ids.order, 'k30')).status, 200);
    assert.equal(made, before + 1);
  },
);

overBoth(
  'a caller that is no text is nobody, or an error',
  { ...app, middleware: [idempotency({ caller: anyCaller })] },
  async (transport) => {
    const before = made;
    /** @param {string} who */
    const send = async (who) => {
      const headers = { 'idempotency-key': 'k31', 'x-user': who };
      return (await transport.call(ids.order, '[]', { headers })).status;
    };
    assert.equal(await send('null'), 400);
    assert.equal(await send('""'), 400);
    assert.equal(await send('{"id":1}'), 500);
    assert.equal(made, before);
  },
);

const limited = {
  ...app,
  middleware: [
    idempotency({ caller }),
    rateLimit({ limit: 1, window: 100 * 365 * 86_400, caller }),
  ],
};
overBoth(
  'a call that a middleware inside refuses can be sent again',
  limited,
  async (transport) => {
    const send = sender(transport);
    assert.equal((await send(ids.order, 'k6')).status, 200);
    assert.equal((await send(ids.order, 'k7')).status, 429);
    assert.equal((await send(ids.order, 'k7')).status, 429, 'and is not taken for one under way');
    assert.equal((await send(ids.order, 'k6')).status, 200);
  },
);

overBoth(
  'an answer that is too large arrives, and is not made again',
  once({ maxBytes: 1000 }),
  async (transport) => {
    const send = sender(transport);
    const before = made;
    assert.ok((await (await send(ids.large, 'k8')).text()).includes('x'.repeat(10_000)));
    const second = await send(ids.large, 'k8');
    assert.equal(second.status, 409);
    assert.equal(second.headers.get('callgate-error'), 'result-unknown');
    assert.equal(made, before + 1);
  },
);

overBoth('malformed keys, and keys of nobody, are refused', once(), async (transport) => {
  const send = sender(transport);
  const before = made;
  for (const key of ['', 'with space', 'x'.repeat(256)]) {
    assert.equal((await send(ids.order, key)).status, 400, key);
  }
  const nobody = await transport.call(ids.order, '[]', { headers: { 'idempotency-key': 'k' } });
  assert.equal(nobody.status, 400);
  assert.equal(nobody.headers.get('callgate-error'), 'idempotency-key');
  assert.equal(made, before);
});

overBoth('a key can be required', once({ required: true }), async (transport) => {
  assert.equal((await sender(transport)(ids.order, undefined)).status, 400);
});

const unavailable = {
  claim: async () => assert.fail('the store is down'),
  keep: async () => assert.fail('the store is down'),
  release: async () => assert.fail('the store is down'),
};
overBoth(
  'without its store no call with a key is made',
  once({ store: unavailable }),
  async (transport) => {
    const before = made;
    const refused = await sender(transport)(ids.order, 'k9');
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('callgate-error'), 'idempotency-unavailable');
    assert.equal(made, before);
  },
);

test('a store in memory forgets nothing before its time, and refuses what it cannot remember', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1000 });
  const store = createMemoryIdempotencyStore({ maxKeys: 2 });
  const answer = { status: 200, headers: [], body: null, digest: undefined };
  assert.equal(await store.claim('a', 't1', 100), 'claimed');
  await store.keep('a', 't1', answer, 1000);
  assert.equal(await store.claim('b', 't2', 100), 'claimed');
  assert.equal(await store.claim('b', 't3', 100), 'running');
  await assert.rejects(store.claim('c', 't4', 100), /more than 2 calls/);
  t.mock.timers.setTime(1100);
  assert.equal(await store.claim('b', 't5', 100), 'claimed', 'the lock of a dead server is over');
  await store.keep('b', 't2', answer, 1000);
  await store.release('b', 't2');
  assert.equal(await store.claim('b', 't6', 100), 'running', 'the late one changes nothing');
  assert.deepEqual(await store.claim('a', 't7', 100), answer);
  t.mock.timers.setTime(2000);
  assert.equal(await store.claim('a', 't8', 100), 'claimed');
});

test('servers that share a Redis share their keys', async (t) => {
  const redis = await startRedis(t);
  const [a, b] = await Promise.all(
    [0, 1].map(async () =>
      createRedisIdempotencyStore({
        client: await redis.connect(),
        timeout: 60_000,
        cooldown: 1,
      }),
    ),
  );
  assert.ok(a && b);
  const claims = await Promise.all(
    Array.from({ length: 20 }, (_, n) => (n % 2 ? a : b).claim('k', `t${n}`, 60_000)),
  );
  assert.equal(claims.filter((claim) => claim === 'claimed').length, 1);
  const token = `t${claims.indexOf('claimed')}`;
  await b.release('k', 'another');
  assert.equal(await a.claim('k', 'x', 60_000), 'running');
  /** @type {import('@callgate/runtime/middleware').KeptAnswer} */
  const answer = {
    status: 200,
    headers: [
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ],
    body: new Uint8Array([0, 255]),
    digest: 'd',
  };
  await b.keep('k', token, answer, 60_000);
  assert.deepEqual(await a.claim('k', 'x', 60_000), answer);
  await a.keep('k', token, { ...answer, status: 500 }, 60_000);
  assert.deepEqual(await a.claim('k', 'x', 60_000), answer, 'an answer is kept once');

  assert.equal(await a.claim('short', 't', 50), 'claimed');
  // The lock of a dead server is over.
  await until(async () => (await b.claim('short', 'u', 60_000)) === 'claimed');
  await b.keep('short', 'u', { ...answer, body: null }, 60_000);
  assert.deepEqual(await a.claim('short', 'v', 50), { ...answer, body: null });
  await redis.kill();
  await assert.rejects(a.claim('k2', 't', 50), isRedisUnavailable);
});
