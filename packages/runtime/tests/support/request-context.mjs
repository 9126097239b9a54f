// @ts-check
// Runs code as the dispatcher runs a server function or a host renders a page.

import {
  createRequestContext,
  runInRequestContext,
  toRenderContext,
} from '../../dist/context/request-context.js';

/**
 * @typedef {import('../../dist/context/request-context.js').RequestContext} RequestContext
 * @typedef {Partial<import('../../dist/context/request-context.js').RequestContextOptions> & { headers?: HeadersInit, url?: string }} Given
 */

/** @param {Given} [given] */
export function contextOf({ headers = {}, url = 'https://app.test/posts/1?tab=2', ...given } = {}) {
  return createRequestContext({ request: new Request(url, { headers }), ...given });
}

/** @template T @param {RequestContext} context @param {() => T} run */
export function inContext(context, run) {
  return runInRequestContext(context, run);
}

/** @template T @param {RequestContext} context @param {() => T} run */
export function inRender(context, run) {
  return runInRequestContext(toRenderContext(context), run);
}
