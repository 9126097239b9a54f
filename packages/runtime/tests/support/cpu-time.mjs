// @ts-check
// What work costs this process, on a machine that others use, too.

/** The time that some work takes, in milliseconds of this process. @param {() => Promise<unknown>} work */
export async function cpuTime(work) {
  const start = process.cpuUsage();
  const clock = performance.now();
  await work();
  const { user, system } = process.cpuUsage(start);
  // Helpers of V8 run at the same time, and are counted with it.
  return Math.min((user + system) / 1000, performance.now() - clock);
}

/**
 * Measures until the costs are as they should be. What others do to the machine makes work dearer,
 * never cheaper: the least of all measurements counts, and what is too dear in itself stays so.
 *
 * @template {string} K
 * @param {Record<K, () => Promise<unknown>>} works
 * @param {(least: Record<K, number>) => boolean} isGood
 * @param {number} [attempts]
 * @returns {Promise<{ good: boolean, least: Record<K, number> }>}
 */
export async function measure(works, isGood, attempts = 12) {
  const names = /** @type {K[]} */ (Object.keys(works));
  const least = /** @type {Record<K, number>} */ (
    Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY]))
  );
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    for (const name of names) least[name] = Math.min(least[name], await cpuTime(works[name]));
    if (isGood(least)) return { good: true, least };
  }
  return { good: false, least };
}
