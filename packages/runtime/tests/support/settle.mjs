// @ts-check
// What a decoder has made of a reply, in a form that can be compared.

/** @typedef {{ value: unknown } | 'refused'} Outcome */

/** What a decoder gives, with all promises and streams inside of it waited for. @param {() => unknown} decode @returns {Promise<Outcome>} */
export async function outcomeOf(decode) {
  try {
    return { value: await settle(await decode(), new Map()) };
  } catch {
    return 'refused';
  }
}

/** @param {unknown} value @param {Map<unknown, number>} seen @returns {Promise<unknown>} */
async function settle(value, seen) {
  if (typeof value !== 'object' || value === null) return value;
  const before = seen.get(value);
  if (before !== undefined) return { again: before };
  seen.set(value, seen.size);
  /** @param {Iterable<unknown>} items */
  const settleAll = async (items) => {
    const settled = [];
    for (const item of items) settled.push(await settle(item, seen));
    return settled;
  };
  if (value instanceof Blob) return { blob: await value.text() };
  if (value instanceof FormData) return { fields: await settleAll([...value].flat()) };
  if (value instanceof Date || value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return value;
  if (isThenable(value)) return { promise: await settle(await value, seen) };
  if (Symbol.asyncIterator in value) return { stream: await settleAll(await collect(value)) };
  if (value instanceof Map) return { map: await settleAll([...value].flat()) };
  if (value instanceof Set) return { set: await settleAll(value) };
  if (Array.isArray(value)) return settleAll(value);
  if (Symbol.iterator in value) return { iterator: await settleAll(/** @type {any} */ (value)) };
  return { keys: Object.keys(value), values: await settleAll(Object.values(value)) };
}

/** @param {object} value @returns {value is PromiseLike<unknown>} */
function isThenable(value) {
  return typeof Reflect.get(value, 'then') === 'function';
}

/** @param {object} items */
async function collect(items) {
  const all = [];
  for await (const item of /** @type {AsyncIterable<unknown>} */ (items)) all.push(item);
  return all;
}
