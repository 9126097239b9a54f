// @ts-check
// A React server: gives the Flight of a page whose forms have inline server functions, and takes what
// those forms post.

import { createServer } from 'node:http';
import { configureSealing } from '@callgate/runtime/server';
import { toNodeListener } from '@callgate/runtime/node';
import {
  bindServerReference,
  createServerFunctionHandler,
  openServerReference,
  registerServerReference,
} from '@callgate/runtime/server';
import { createElement } from 'react';
import { binding } from '../../support/react.mjs';
import { listen } from '../../support/transports.mjs';

configureSealing({ keys: [crypto.getRandomValues(new Uint8Array(32))] });

/** @param {number} digit */
const id = (digit) => digit.toString(16).padStart(40, '0');

// In place: async (amount, formData) => { 'use server'; … }, with `user` captured.
/** @param {[{ name: string }]} captures @param {unknown[]} args */
function hoistedPay([user], ...args) {
  return (async (/** @type {number} */ amount, /** @type {FormData} */ form) =>
    `${user.name} pays ${amount} for ${form.get('what')}`)(
    .../** @type {[number, FormData]} */ (args),
  );
}
export const entryPay = openServerReference(hoistedPay, id(1), 'user');

/** @param {unknown} previous @param {FormData} form */
export async function count(previous, form) {
  return Number(previous) + Number(form.get('by'));
}
registerServerReference(count, id(2));

/** @param {FormData} form */
export async function plain(form) {
  return `plain ${form.get('what')}`;
}
registerServerReference(plain, id(3));

function page() {
  const user = { name: 'Ada', secret: 'only on the server' };
  const pay = bindServerReference(hoistedPay, id(1), () => [user], {
    name: 'pay',
    length: 2,
    paths: [[['name']]],
    signature: 'user',
  });
  const form = (/** @type {unknown} */ action, /** @type {string} */ key) =>
    createElement(
      'form',
      /** @type {object} */ ({ action, key, id: key }),
      createElement('input', { name: 'what', defaultValue: `a <${key}> & "more"` }),
    );
  return createElement('main', null, form(pay.bind(null, 7), 'pay'), form(plain, 'plain'));
}

const names = { [id(1)]: 'entryPay', [id(2)]: 'count', [id(3)]: 'plain' };
const handler = createServerFunctionHandler({
  manifest: {
    version: 1,
    functions: Object.fromEntries(
      Object.entries(names).map(([key, name]) => [
        key,
        { module: 'page', export: name, name, captures: name === 'entryPay' ? [{}] : [] },
      ]),
    ),
  },
  load: () => ({ entryPay, count, plain }),
  render: ({ result, formState, status }) => Response.json({ result, formState }, { status }),
});

const dispatch = toNodeListener(handler);
const render = toNodeListener(
  async () =>
    new Response(binding.encode(page(), { onError: console.error }), {
      headers: { 'content-type': 'text/x-component' },
    }),
);
const server = createServer((message, answer) =>
  dispatch(message, answer, () => render(message, answer)),
);
process.send?.({ origin: await listen(server) });
