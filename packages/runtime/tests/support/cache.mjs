// @ts-check
// A cached function that counts its runs, and the two halves of a request that mutates.

import {
  configureCache,
  createMemoryCacheStore,
  createMemoryTagStore,
} from '@callgate/runtime/cache';
import { settleEffects } from '../../dist/context/settle-effects.js';
import { contextOf, inContext, inRender } from './request-context.mjs';
import './react.mjs';

/** Starts with empty stores. @param {import('@callgate/runtime/cache').CacheOptions} [options] */
export function freshCache(options = {}) {
  /** @type {unknown[]} */
  const errors = [];
  const entries = createMemoryCacheStore();
  const tags = createMemoryTagStore();
  configureCache({ entries, tags, onError: (error) => errors.push(error), ...options });
  return { entries, tags, errors };
}

/** Renders a page. @template T @param {() => T} read @param {object} [given] */
export function render(read, given = {}) {
  return inRender(contextOf(given), read);
}

/**
 * Runs an action, and afterwards renders the page that it was called from.
 *
 * @template T
 * @param {() => unknown} action
 * @param {() => T} [read]
 * @param {object} [given]
 */
export async function act(action, read, given = {}) {
  const context = contextOf(given);
  await inContext(context, action);
  await settleEffects(context);
  return { context, rendered: read && (await inRender(context, read)) };
}

/** Lets work in the background get on, however busy the machine is: it takes turns, not time. */
export async function later() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 2));
}
