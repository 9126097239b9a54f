// @ts-check
// Gadget names at every place that a client can put one: a 4xx, never a 5xx, and no code of the app.
import assert from 'node:assert/strict';
import { ids, load, loads, manifest, reached, reset } from '../support/actions-module.mjs';
import { gadgets, specialWords } from '../support/gadgets.mjs';
import { overBoth } from '../support/transports.mjs';

const app = {
  manifest,
  load,
  limits: { body: 2_000_000 },
  render: async () => new Response('rendered'),
};
const id = String(ids.echo);

/** Node limits the head of a request, and neither Node nor fetch lets these into a header or a URL. */
const forHead = gadgets.filter((name) => name.length < 5000 && !/[\0\u{2028}]/u.test(name));

/** @param {Response | null} response @param {string} what */
async function assertRefused(response, what) {
  const name = what.slice(0, 100);
  assert.ok(response !== null, name);
  assert.ok(response.status >= 400 && response.status < 500, `${response.status} for ${name}`);
  await response.text();
  assert.deepEqual([...reached.keys()], [], name);
  assert.deepEqual(loads, [], name);
}

overBoth('as an id, and around one', app, async (transport) => {
  reset();
  const init = { method: 'POST', body: '[]', headers: { origin: transport.origin } };
  for (const gadget of gadgets) {
    // A URL longer than Node's limit for heads never gets to a handler.
    const text =
      gadget.length < 5000 || transport.name === 'request' ? gadget : gadget.slice(0, 5000);
    const name = encodeURIComponent(text);
    for (const path of [
      name,
      `${name}#${id}`,
      `${id}%23${name}`,
      `${id}${name}%`,
      `${name}/${id}`,
    ]) {
      await assertRefused(await transport.fetch(`/_callgate/${path}`, init), path);
    }
  }
});

overBoth('as the value of a header', app, async (transport) => {
  for (const gadget of forHead) {
    reset();
    for (const header of ['content-type', 'sec-fetch-site', 'origin']) {
      const headers = { origin: transport.origin, [header]: gadget };
      await assertRefused(await transport.call(id, '[]', { headers }), `${header}: ${gadget}`);
    }
    for (const header of ['callgate-page', 'callgate-build', 'accept', 'x-forwarded-host']) {
      // What these say decides over nothing.
      const response = await transport.call(id, '[]', { headers: { [header]: gadget } });
      assert.equal(response.status, 200, `${header}: ${gadget}`);
      await response.text();
    }
    reset();
    const boundary = { 'content-type': `multipart/form-data; boundary=${gadget}` };
    await assertRefused(
      await transport.call(id, '[]', { headers: boundary }),
      `boundary ${gadget}`,
    );
  }
});

overBoth('as a key of an object', app, async (transport) => {
  for (const gadget of gadgets) {
    const key = JSON.stringify(gadget);
    for (const text of [`[{${key}:{"polluted":true}}]`, `[[[{"a":{${key}:1}}]]]`]) {
      reset();
      const response = await transport.call(id, text);
      if (specialWords.includes(gadget)) {
        await assertRefused(response, gadget);
        continue;
      }
      // An app may well have a `status`; it arrives as data.
      assert.equal(response.status, 200);
      await response.text();
      assert.deepEqual(reached.get('echo'), [JSON.parse(text)]);
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.equal(
      Reflect.get(() => {}, 'polluted'),
      undefined,
    );
  }
});

overBoth('as a part of a path, in every kind of reference', app, async (transport) => {
  reset();
  for (const gadget of gadgets) {
    for (const reference of [
      '$0:',
      '$0:0:',
      '$1:',
      '$',
      '$@',
      '$h',
      '$Q',
      '$K',
      '$B',
      '$R',
      '$i',
    ]) {
      const text = JSON.stringify([{}, reference + gadget]);
      // `$` before an empty name, a `#` and the like means nothing; `$` before `$…` is a text.
      if (reference === '$' && gadget.startsWith('$')) continue;
      await assertRefused(await transport.call(id, text), reference + gadget);
    }
  }
});

overBoth('as the name of a part', app, async (transport) => {
  for (const gadget of gadgets) {
    for (const prefix of ['', '0', 'S', 'S1', '_', '_x_', '$ACTION_']) {
      const form = new FormData();
      form.append('0', '[]');
      form.append(prefix + gadget, '1');
      reset();
      await assertRefused(await transport.call(id, form), prefix + gadget);
    }
    const file = new FormData();
    file.append('0', '[]');
    file.append(gadget, new Blob(['[]']), gadget.slice(0, 1000));
    reset();
    await assertRefused(await transport.call(id, file), gadget);
  }
});

overBoth('as a field of a form', app, async (transport) => {
  const { origin } = transport;
  for (const gadget of gadgets) {
    for (const [prefix, value] of [
      ['$ACTION_ID_', ''],
      ['$ACTION_REF_', ''],
      ['$ACTION_1:', ''],
      ['', ''],
    ]) {
      const form = new FormData();
      if (prefix === '') form.append(`$ACTION_ID_${id}`, '');
      form.append(prefix + gadget, String(value));
      reset();
      const response = await transport.fetch('/page', {
        method: 'POST',
        body: form,
        headers: { origin },
      });
      // A field of the app's own may have any plain name that fits into one line of a part's head.
      if (
        prefix === '' &&
        !specialWords.includes(gadget) &&
        gadget.length < 8000 &&
        gadget !== '\u{2028}'
      ) {
        assert.equal(response?.status, 200, gadget.slice(0, 100));
        await response?.text();
      } else await assertRefused(response, prefix + gadget);
    }
    const bound = new FormData();
    bound.append('$ACTION_REF_1', '');
    bound.append('$ACTION_1:0', JSON.stringify({ id: gadget, bound: null }));
    reset();
    const init = { method: 'POST', body: bound, headers: { origin } };
    await assertRefused(await transport.fetch('/page', init), `id ${gadget}`);
  }
});
