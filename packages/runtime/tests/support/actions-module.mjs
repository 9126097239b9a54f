// @ts-check
// Server functions that do what actions do: throw errors for their callers, redirect, set cookies,
// invalidate, take forms.

import { ActionError, currentCall, registerServerReference } from '@callgate/runtime/server';
import { cookies, headers } from '@callgate/runtime/headers';
import {
  forbidden,
  notFound,
  permanentRedirect,
  redirect,
  unauthorized,
} from '@callgate/runtime/navigation';
import { currentRequestContext } from '../../dist/context/request-context.js';

/** @type {Record<string, string>} */
export const ids = {};

/** @type {Record<string, import('@callgate/runtime/server').ManifestFunction>} */
const functions = {};

/** How often each function was reached. @type {Map<string, unknown[][]>} */
export const reached = new Map();

/** @type {Record<string, Function>} */
const exports = {};

/**
 * Registers a function as the compiler does, under an id made from its name.
 *
 * @template {(...args: any[]) => Promise<any>} F
 * @param {string} name
 * @param {F} body
 */
function action(name, body) {
  const id = Buffer.from(name.padEnd(20, '_').slice(0, 20)).toString('hex');
  ids[name] = id;
  functions[id] = { module: 'app/actions.ts', export: name, name, captures: [] };
  /** @param {any[]} args */
  const recorded = async (...args) => {
    reached.set(name, [...(reached.get(name) ?? []), args]);
    return body(...args);
  };
  exports[name] = registerServerReference(recorded, id);
}

action('echo', async (...args) => args);
action('outOfStock', async () => {
  throw new ActionError('out-of-stock', {
    message: 'None left.',
    status: 422,
    data: { left: 0, at: new Date(5) },
    cause: new Error('the secret cause'),
  });
});
action('badData', async () => {
  throw new ActionError('x', { data: { f: () => 'the secret source' } });
});
action('foreignError', async () => {
  // As another copy of the package makes it.
  throw Object.defineProperty(
    Object.assign(new Error('from afar'), { code: 'afar', status: 409, data: 1 }),
    Symbol.for('callgate.ActionError'),
    { value: true },
  );
});
action('go', async (url = '/there') => {
  (await cookies()).set('went', '1', { path: '/' });
  redirect(url);
});
action('goForGood', async () => permanentRedirect('/for-good'));
action('goAway', async () => redirect('https://other.test/x'));
action('missing', async () => notFound());
action('signIn', async () => unauthorized());
action('keepOut', async () => forbidden());
action('swallow', async () => {
  try {
    redirect('/lost');
  } catch {
    return 'stayed';
  }
});
action('setCookie', async (name, value) => {
  const jar = await cookies();
  jar.set(name, value);
  jar.set('second', 'b=c', { httpOnly: true });
  return jar.get(name)?.value;
});
action('cookieThenFail', async () => {
  (await cookies()).set('half', 'written');
  throw new Error('the secret reason');
});
action('cookieThenTell', async () => {
  (await cookies()).set('whole', 'written');
  throw new ActionError('told');
});
action('cookieThenHang', async () => {
  (await cookies()).set('half', 'written');
  await new Promise(() => {});
});
action('describe', async () => {
  const context = currentRequestContext();
  const call = currentCall();
  return {
    page: context?.page.href,
    route: context?.route ?? null,
    phase: context?.phase,
    agent: (await headers()).get('x-agent'),
    name: call?.name,
    module: call?.module,
    stableName: call?.stableName,
  };
});
action('save', async (/** @type {any[]} */ ...args) => {
  const form = /** @type {FormData} */ (args.at(-1));
  return { bound: args.slice(0, -1), title: form.get('title'), keys: [...form.keys()] };
});
action('saveAndGo', async (form) => redirect(`/posts/${form.get('title')}`));
action('rejectForm', async () => {
  throw new ActionError('invalid', { status: 422, data: { title: 'is too short' } });
});
action('hang', async () => new Promise(() => {}));

/** @type {import('@callgate/runtime/server').Manifest} */
export const manifest = { version: 1, functions };

/** The modules that were loaded. @type {string[]} */
export const loads = [];

/** @param {string} module */
export async function load(module) {
  loads.push(module);
  return exports;
}

/** Forgets what was reached and loaded. */
export function reset() {
  reached.clear();
  loads.length = 0;
}
