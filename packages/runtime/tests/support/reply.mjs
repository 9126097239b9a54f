// @ts-check
// Replies, as React's `encodeReply` writes them or as somebody forges them, and the scan of them.

import { DEFAULT_LIMITS } from '../../dist/dispatch/limits.js';
import { sortReply, textReply } from '../../dist/dispatch/reply/reply.js';
import { scanReply } from '../../dist/dispatch/reply/scan.js';
import { isRefusal } from '../../dist/refusal.js';

/** @typedef {[name: string, value: string | File][]} Entries */

/**
 * @param {string | Entries} body
 * @param {{ limits?: Partial<typeof DEFAULT_LIMITS>, accept?: import('../../dist/dispatch/reply/accepted.js').Accepted }} [rules]
 */
export function scan(body, { limits: given = {}, accept = {} } = {}) {
  const limits = { ...DEFAULT_LIMITS, ...given };
  scanReply(typeof body === 'string' ? textReply(body) : sortReply(body, limits), {
    limits,
    accept,
  });
}

/** Whether the scan lets a reply through. @param {Parameters<typeof scan>} args */
export function isAccepted(...args) {
  try {
    scan(...args);
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** @param {string | FormData} body @returns {string | Entries} */
export function entriesOf(body) {
  return typeof body === 'string' ? body : [...body];
}
