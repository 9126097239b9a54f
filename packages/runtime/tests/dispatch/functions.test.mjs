// @ts-check
// What holds for single functions: schemas, limits, what they accept, middleware.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { z } from 'zod';
import { ActionError, createServerFunctionHandler } from '@callgate/runtime/server';
import { configureCache, createMemoryTagStore, updateTag } from '@callgate/runtime/cache';
import { cookies } from '@callgate/runtime/headers';
import { redirect, unauthorized } from '@callgate/runtime/navigation';
import { ids, load, loads, manifest, reached, reset } from '../support/actions-module.mjs';
import {
  ids as compiledIds,
  load as loadCompiled,
  manifest as compiled,
} from '../support/compiled-module.mjs';
import { multiplier } from '../support/compiled-module.mjs';
import { binding, ReactBrowser } from '../support/react.mjs';
import { codeOf, overBoth } from '../support/transports.mjs';

const app = { manifest, load };
const echo = 'app/actions.ts#echo';

/** @param {Response} response @returns {Promise<any>} */
async function decode(response) {
  return ReactBrowser.createFromReadableStream(response.body, {});
}

const schemas = {
  zod: z.tuple([z.string().trim().min(2), z.coerce.number().optional()]),
  valibot: v.strictTuple([
    v.pipe(v.string(), v.trim(), v.minLength(2)),
    v.optional(v.pipe(v.unknown(), v.transform(Number))),
  ]),
};

for (const [vendor, schema] of Object.entries(schemas)) {
  overBoth(
    `a schema of ${vendor} decides over the arguments, and transforms them`,
    { ...app, functions: { [echo]: { schema } } },
    async (transport) => {
      reset();
      const good = await transport.call(String(ids.echo), '["  Ada ","7"]');
      assert.deepEqual(await decode(good), ['Ada', 7]);
      assert.equal(reached.get('echo')?.length, 1);
      loads.length = 0;
      for (const args of ['[]', '[1]', '["a"]', '[{"toString":1}]', '["Ada",1,2]']) {
        const response = await transport.call(String(ids.echo), args);
        assert.equal(response.status, 400, args);
        if (response.headers.get('callgate-error') !== 'action') continue;
        const { code, data } = await decode(response);
        assert.equal(code, 'invalid-arguments');
        assert.ok(data.issues.length > 0);
        for (const { message, path } of data.issues) {
          assert.equal(typeof message, 'string');
          assert.ok(Array.isArray(path));
        }
      }
      assert.equal(reached.get('echo')?.length, 1, 'the function is not reached');
      assert.deepEqual(loads, [], 'nor is its module loaded');
    },
  );
}

overBoth(
  'a schema may wait, for instance for a database',
  {
    ...app,
    functions: {
      [echo]: {
        schema: z.tuple([z.string().refine(async (name) => name === 'free')]),
      },
    },
  },
  async (transport) => {
    assert.equal((await transport.call(String(ids.echo), '["free"]')).status, 200);
    assert.equal((await transport.call(String(ids.echo), '["taken"]')).status, 400);
  },
);

overBoth(
  'a schema sees arguments, not what is sealed before them',
  {
    manifest: compiled,
    load: loadCompiled,
    functions: { 'compiled-module.mjs#multiply': { schema: z.tuple([z.number().max(10)]) } },
  },
  async (transport) => {
    /** @param {string} id @param {unknown[]} args */
    const callServer = async (id, args) => {
      const response = await transport.call(id, await ReactBrowser.encodeReply(args));
      return response.status === 200 ? decode(response) : response.status;
    };
    const stream = binding.encode(multiplier(6), { onError: console.error });
    const multiply = await ReactBrowser.createFromReadableStream(stream, { callServer });
    assert.equal(await multiply(7), 42);
    assert.equal(await multiply(11), 400);
    assert.equal(compiledIds.multiply.length, 40);
  },
);

overBoth(
  'limits are those of the function, of its module, of the handler',
  {
    ...app,
    limits: { body: 100, arguments: 3 },
    functions: {
      'app/actions.ts': { limits: { body: 200 } },
      [echo]: { limits: { body: 300, depth: 2 } },
    },
  },
  async (transport) => {
    /** @param {string} name @param {number} size */
    const send = async (name, size) => {
      const body = JSON.stringify(['x'.repeat(size - 4)]);
      const response = await transport.call(String(ids[name]), body);
      await response.text();
      return response.status;
    };
    assert.equal(await send('echo', 300), 200);
    assert.equal(await send('echo', 301), 413);
    assert.equal(await send('describe', 200), 200);
    assert.equal(await send('describe', 201), 413);
    assert.equal((await transport.call(String(ids.echo), '[1,2,3,4]')).status, 400);
    assert.equal((await transport.call(String(ids.echo), '[[1]]')).status, 200);
    assert.equal((await transport.call(String(ids.echo), '[[[1]]]')).status, 400);
    assert.equal((await transport.call(String(ids.describe), '[[[1]]]')).status, 200);
  },
);

overBoth(
  'a function may accept cycles and special names',
  { ...app, functions: { [echo]: { accept: { cycles: true, specialNames: true } } } },
  async (transport) => {
    const response = await transport.call(String(ids.echo), '[{"constructor":"x","self":"$0:0"}]');
    const [value] = await decode(response);
    assert.equal(value.constructor, 'x');
    assert.equal(value.self, value);
    assert.equal((await transport.call(String(ids.describe), '["$0"]')).status, 400);
  },
);

overBoth(
  'a function may accept server functions, known ones',
  {
    manifest: compiled,
    load: loadCompiled,
    functions: { 'compiled-module.mjs#echo': { accept: { references: true } } },
  },
  async (transport) => {
    /** @param {string} id @param {string} bound */
    const send = async (id, bound) => {
      const form = new FormData();
      form.append('0', '["$h1"]');
      form.append('1', `{"id":${JSON.stringify(id)},"bound":${bound}}`);
      form.append('2', '[1]');
      const response = await transport.call(compiledIds.echo, form);
      await response.text();
      return response.status;
    };
    assert.equal(await send(compiledIds.add, 'null'), 200);
    assert.equal(await send(compiledIds.add, '"$@2"'), 200);
    for (const id of ['f'.repeat(40), '__proto__', `${compiledIds.add}#add`, '', 'constructor']) {
      assert.equal(await send(id, 'null'), 400, id);
    }
    // In the manifest, but not a server function: the same as unknown to a client.
    assert.equal(await send(compiledIds.unregistered, 'null'), 400);
  },
);

overBoth(
  "React's limit of array slots grows and shrinks with the body",
  {
    ...app,
    functions: {
      // A million slots take their time, on a machine that is busy or slow more than is allowed.
      [echo]: { limits: { body: 4_000_000, decode: 600_000 } },
      'app/actions.ts#describe': { limits: { body: 100_000, references: 100 } },
    },
  },
  async (transport) => {
    const long = `[[1],[${Array(1_200_000).fill(1)}]]`;
    const response = await transport.call(String(ids.echo), long);
    assert.equal(response.status, 200);
    await response.text();
    // 20 references to 10,000 slots: too many for a body of 100 kB, few for one of 1 MB.
    const nested = `[{"a":[${Array(10_000).fill(1)}]},[${Array(20).fill('"$0:0:a"')}]]`;
    assert.equal((await transport.call(String(ids.describe), nested)).status, 400);
    assert.equal((await transport.call(String(ids.swallow), nested)).status, 200);
  },
);

test('options of functions are checked at start', () => {
  /** @type {[any, RegExp][]} */
  const wrong = [
    [{ 'app/actions.ts#ecco': {} }, /"app\/actions.ts#ecco"/],
    [{ 'app/other.ts': {} }, /"app\/other.ts"/],
    [{ [echo]: { limits: { body: -1 } } }, /`functions\["app\/actions.ts#echo"\].limits.body`/],
    [{ [echo]: { schema: {} } }, /schema` is no schema/],
    [{ [echo]: { schema: 'string' } }, /schema` is no schema/],
    [{ [echo]: { middleware: ['auth'] } }, /middleware` must be a list of functions/],
    [{ [echo]: { shema: {} } }, /no option `shema`. Its options are schema, limits/],
    [{ [echo]: null }, /takes an object of options/],
    [{ [echo]: { accept: { cycle: true } } }, /accept` has no option `cycle`/],
    [{ [echo]: { accept: { cycles: 'no' } } }, /`cycles` .* must be true or false/],
  ];
  for (const [functions, message] of wrong) {
    assert.throws(() => createServerFunctionHandler({ ...app, functions }), message);
  }
});

/** @type {string[]} */
const seen = [];

overBoth(
  'middleware runs in order, before the body, around the rest',
  {
    ...app,
    middleware: [
      async (call, next) => {
        seen.push(`outer ${call.stableName} ${call.request.method} ${call.context}`);
        const response = await next();
        seen.push(`after ${response.status}`);
        response.headers.set('x-outer', '1');
        return response;
      },
    ],
    functions: {
      [echo]: {
        middleware: [
          async (call, next) => {
            seen.push(`inner ${call.name} ${call.module}`);
            return next();
          },
        ],
      },
    },
    context: 'host',
  },
  async (transport) => {
    seen.length = 0;
    const response = await transport.call(String(ids.echo), '["x"]');
    assert.equal(response.headers.get('x-outer'), '1');
    assert.deepEqual(await decode(response), ['x']);
    assert.deepEqual(seen, [`outer ${echo} POST host`, 'inner echo app/actions.ts', 'after 200']);
    seen.length = 0;
    await (await transport.call(String(ids.echo), '{')).text();
    assert.deepEqual(seen.at(-1), 'after 400');
    seen.length = 0;
    await (await transport.call('f'.repeat(40), '[]')).text();
    assert.deepEqual(seen, [], 'an unknown function has no middleware');
    assert.deepEqual(
      transport.events.map(({ type, stage }) => [type, stage]),
      [
        ['completed', 'encode'],
        ['refused', 'decode'],
        ['refused', 'function'],
      ],
    );
  },
);

overBoth(
  'middleware may answer by itself, and nothing is read or loaded',
  {
    ...app,
    middleware: [
      async ({ request }, next) => {
        switch (request.headers.get('x-user')) {
          case 'ada':
            return next();
          case 'bob':
            throw new ActionError('too-many', { status: 429 });
          case 'eve':
            return redirect('/login');
          case 'mallory':
            throw new Error('the secret reason');
          case null:
            return unauthorized();
          default:
            return new Response('Slow down', { status: 429, headers: { 'retry-after': '3' } });
        }
      },
    ],
  },
  async (transport) => {
    reset();
    /** @param {string} [user] */
    const send = (user) =>
      transport.call(String(ids.echo), '{', {
        headers: user === undefined ? {} : { 'x-user': user },
      });
    const none = await send();
    assert.equal(none.status, 401);
    assert.equal(await codeOf(none), 'unauthorized');
    const bob = await send('bob');
    assert.equal(bob.status, 429);
    assert.equal((await decode(bob)).code, 'too-many');
    const eve = await send('eve');
    assert.equal(eve.headers.get('callgate-redirect'), '307;/login');
    const mallory = await send('mallory');
    assert.equal(mallory.status, 500);
    assert.doesNotMatch(await mallory.text(), /secret/);
    const other = await send('carol');
    assert.equal(other.status, 429);
    assert.equal(other.headers.get('retry-after'), '3');
    for (const answer of [none, bob, eve, mallory, other]) {
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    }
    await Promise.all([eve.text(), other.text()]);
    assert.deepEqual(loads, []);
    assert.equal((await send('ada')).status, 400);
    assert.ok(transport.events.slice(0, -1).every(({ stage }) => stage === 'middleware'));
  },
);

overBoth(
  'a middleware cannot run a function twice',
  {
    ...app,
    middleware: [
      async (_, next) => {
        await next();
        return next();
      },
    ],
  },
  async (transport) => {
    reset();
    assert.equal((await transport.call(String(ids.echo), '[]')).status, 500);
    assert.equal(reached.get('echo')?.length, 1);
  },
);

overBoth(
  'what a middleware has set and invalidated travels with its own answer',
  {
    ...app,
    middleware: [
      async () => {
        (await cookies()).delete('session');
        updateTag('sessions');
        return new Response('Sign in', { status: 401, headers: { 'cache-control': 'public' } });
      },
    ],
  },
  async (transport) => {
    /** @type {string[]} */
    const updated = [];
    const tags = createMemoryTagStore();
    configureCache({
      tags: {
        ...tags,
        updateTags: async (names) => void updated.push(...names),
      },
    });
    const response = await transport.call(String(ids.echo), '[]');
    configureCache({});
    assert.equal(response.status, 401);
    assert.equal(await response.text(), 'Sign in');
    assert.match(String(response.headers.get('set-cookie')), /^session=; /);
    assert.equal(response.headers.get('callgate-revalidate'), 'tag, cookie');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.deepEqual(updated, ['tag:sessions']);
  },
);

for (const [name, answer] of Object.entries({
  nothing: undefined,
  'a text': 'no',
  'an error response': Response.error(),
})) {
  overBoth(
    `a middleware that gives ${name} in place of an answer is an error that says so`,
    { ...app, middleware: [async () => /** @type {any} */ (answer)] },
    async (transport) => {
      const response = await transport.call(String(ids.echo), '[]');
      assert.equal(response.status, 500);
      assert.equal(await codeOf(response), 'internal');
      const [event] = transport.events;
      assert.ok(event?.type === 'error');
      assert.match(String(event.error), /middleware .* has not given a response/);
    },
  );
}
