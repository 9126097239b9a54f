// @ts-check
// Forged replies through the whole handler, with every version of React: no 5xx, no code of the app for
// what is refused, no prototype changed, no time or memory lost. Seeded; CALLGATE_FUZZ_RUNS makes it
// longer, CALLGATE_FUZZ_SEED makes it another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createServerFunctionHandler, setReactBinding } from '@callgate/runtime/server';
import { ids, load, manifest, reached, reset } from '../support/actions-module.mjs';
import { forgedReply } from '../support/forged-reply.mjs';
import { measure } from '../support/cpu-time.mjs';
import { bindingOf, floors } from '../support/react-floors.mjs';
import { binding } from '../support/react.mjs';
import { isAccepted } from '../support/reply.mjs';

const numRuns = Number(process.env['CALLGATE_FUZZ_RUNS'] ?? 500);
const seed = Number(process.env['CALLGATE_FUZZ_SEED'] ?? 64641);

/** Objects that everything inherits from: nothing may appear on them. */
const shared = [Object, Array, Function, Promise, Map, Set, FormData, File].map(
  ({ prototype }) => prototype,
);
const names = () => shared.map((prototype) => Reflect.ownKeys(prototype).length);

for (const floor of floors) {
  test(`forged calls, with React ${floor.version}`, { timeout: 3_600_000 }, async () => {
    setReactBinding(bindingOf(floor));
    const handler = createServerFunctionHandler({
      manifest,
      load,
      onEvent() {},
      render: async () => new Response('rendered'),
    });
    const before = names();
    await fc.assert(
      fc.asyncProperty(forgedReply, fc.boolean(), async (entries, isForm) => {
        reset();
        const form = new FormData();
        if (isForm) form.append('$ACTION_REF_1', '');
        for (const [name, value] of entries)
          form.append(isForm ? `$ACTION_1:${name}` : name, value);
        const url = `http://app.test/${isForm ? 'page' : `_callgate/${ids.echo}`}`;
        const send = () => {
          const init = { method: 'POST', body: form, headers: { origin: 'http://app.test' } };
          return handler(new Request(url, init));
        };
        /** @type {(Response | null)[]} */
        const responses = [];
        const answer = async () => void responses.push(await send());
        const { good, least } = await measure({ answer }, (cost) => cost.answer < 500);
        assert.ok(good, `it took ${least.answer} ms`);
        const response = responses.at(-1);
        const text = await response?.text();
        assert.ok(response && response.status < 500, `${response?.status} ${text}`);
        if (isForm || !isAccepted(entries)) {
          assert.ok(response.status >= 400, String(response.status));
          assert.equal(reached.size, 0);
        }
        assert.deepEqual(names(), before);
      }),
      { numRuns, seed },
    );
    setReactBinding(binding);
  });
}

test('forged bytes: forms that are cut, spliced and flipped', { timeout: 3_600_000 }, async () => {
  const handler = createServerFunctionHandler({ manifest, load, onEvent() {} });
  /** @type {fc.Arbitrary<[number, number][]>} */
  const edits = fc.array(fc.tuple(fc.nat(5000), fc.nat(255)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(forgedReply, edits, fc.nat(5000), async (entries, changes, length) => {
      reset();
      const form = new FormData();
      for (const [name, value] of entries) form.append(name, value);
      const whole = new Response(form);
      const type = whole.headers.get('content-type') ?? '';
      const bytes = new Uint8Array(await whole.arrayBuffer());
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      const init = {
        method: 'POST',
        body: bytes.slice(0, length),
        headers: { origin: 'http://app.test', 'content-type': type },
      };
      const response = await handler(new Request(`http://app.test/_callgate/${ids.echo}`, init));
      await response?.text();
      assert.ok(response !== null && response.status < 500, String(response?.status));
    }),
    { numRuns, seed },
  );
});

test('forged texts', { timeout: 3_600_000 }, async () => {
  const handler = createServerFunctionHandler({ manifest, load, onEvent() {} });
  const token = fc.constantFrom(...'[]{}",:$0123456789abcdefhQWKiBRXnD@\\ue-.tT '.split(''));
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: token, maxLength: 40 }), async (text) => {
      reset();
      for (const body of [text, `[${text}]`, `["${text}"]`, `["$${text}"]`]) {
        const init = { method: 'POST', body, headers: { origin: 'http://app.test' } };
        const response = await handler(new Request(`http://app.test/_callgate/${ids.echo}`, init));
        await response?.text();
        assert.ok(response !== null && response.status < 500, `${response?.status} for ${body}`);
      }
    }),
    { numRuns, seed },
  );
});
