// @ts-check
// Forms as React renders them on a server, and as a browser without JavaScript posts them.

import { ReactEdge } from './react.mjs';

/**
 * The fields that React puts into a form.
 *
 * @param {string} id
 * @param {unknown[]} bound
 * @param {{ prefix?: string, key?: string }} [options] `key`: of a `useActionState`.
 */
export async function renderAction(id, bound = [], { prefix = '1', key } = {}) {
  const reference = ReactEdge.createServerReference(id, () => {});
  const action = bound.length === 0 ? reference : reference.bind(null, ...bound);
  const { name, method, encType, data } = await retry(() => action.$$FORM_ACTION(prefix));
  if (method !== 'POST' || encType !== 'multipart/form-data') throw new Error('not as expected');
  const form = new FormData();
  form.append(name, '');
  for (const [field, value] of data ?? []) form.append(field, value);
  if (key !== undefined) form.append('$ACTION_KEY', key);
  return form;
}

/** React throws a promise while bound arguments are being encoded. @param {() => any} render */
async function retry(render) {
  for (;;) {
    try {
      return render();
    } catch (thrown) {
      if (!(thrown instanceof Promise)) throw thrown;
      await thrown;
    }
  }
}

/** A form with further fields. @param {FormData} form @param {Record<string, string>} fields */
export function fill(form, fields) {
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
