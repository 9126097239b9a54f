// @ts-check
// Server functions that use the server API, as the compiler writes them.

import { cached, refresh, revalidatePath, revalidateTag, updateTag } from '@callgate/runtime/cache';
import { cookies, headers } from '@callgate/runtime/headers';
import { unauthorized, redirect, rethrowNavigation } from '@callgate/runtime/navigation';
import { ActionError, currentCall, registerServerReference } from '@callgate/runtime/server';

/** The app's database. */
export const database = { value: 'old' };

export const read = cached(async () => database.value, { tags: ['value'] });

const functions = {
  /** @param {string} value */
  async update(value) {
    database.value = value;
    updateTag('value');
    return read();
  },
  /** @param {string} value */
  async updateAndFail(value) {
    database.value = value;
    updateTag('value');
    (await cookies()).set('half', 'written');
    throw new Error('after the change');
  },
  /** @param {string} value */
  async updateAndRefuse(value) {
    database.value = value;
    revalidatePath('/', 'layout');
    (await cookies()).set('tried', value);
    throw new ActionError('full', { status: 409 });
  },
  /** @param {string} value */
  async updateAndRedirect(value) {
    database.value = value;
    updateTag('value');
    (await cookies()).set('flash', value);
    redirect(`/posts/${value}`);
  },
  async readBeside() {
    return read();
  },
  async askForAll() {
    refresh();
    revalidateTag('value', 'max');
    (await cookies()).set('a', '1', { httpOnly: true });
  },
  async *refreshLate() {
    yield 'the answer has started';
    refresh();
  },
  async markStale() {
    revalidateTag('value', 'max');
  },
  async expire() {
    revalidateTag('value', { expire: 0 });
  },
  async swallow() {
    try {
      redirect('/posts');
    } catch {
      return 'swallowed';
    }
  },
  async rethrow() {
    try {
      unauthorized();
    } catch (error) {
      rethrowNavigation(error);
      return 'swallowed';
    }
  },
  async whoCallsInCache() {
    return cached(async () => currentCall() === undefined)();
  },
  /** @param {string} name */
  async whoAmI(name) {
    const jar = await cookies();
    jar.set('seen', name);
    await new Promise((resolve) => setTimeout(resolve, name.length));
    return [
      (await headers()).get('x-name'),
      jar.get('name')?.value,
      (await cookies()).get('seen')?.value,
    ];
  },
};

export const ids = /** @type {Record<keyof typeof functions, string>} */ (
  Object.fromEntries(
    Object.keys(functions).map((name, index) => [name, (index + 1).toString(16).padStart(40, '0')]),
  )
);

for (const [name, fn] of Object.entries(functions)) {
  registerServerReference(fn, ids[/** @type {keyof typeof functions} */ (name)]);
}

/** @type {import('@callgate/runtime/server').Manifest} */
export const manifest = {
  version: 1,
  functions: Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [
      id,
      { module: 'actions', export: name, name, captures: [] },
    ]),
  ),
};

export const load = () => functions;
