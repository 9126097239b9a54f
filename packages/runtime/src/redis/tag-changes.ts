import type { TagTable } from '../cache/tag-table.ts';

/**
 * Enters what the sync script has given into a table.
 *
 * @returns the latest revision
 */
export function applyChanges(reply: unknown, table: TagTable): number {
  if (!Array.isArray(reply)) throw new TypeError('Redis gave something else than a list of tags.');
  const [latest, ...changes] = reply.map(String);
  for (let index = 0; index < changes.length; index += 3) {
    const [name = '', score = '', time = ''] = changes.slice(index, index + 3);
    const revision = Number(score);
    const tag = name.slice(1);
    if (name.startsWith('x')) table.expire(tag, revision);
    else if (name.startsWith('s')) table.markStale(tag, revision, Number(time) || Infinity);
    else table.expireAll(revision);
  }
  return Number(latest);
}
