// @ts-check
// Servers that a test makes up, answer by answer, in the wire format of the real one.

import { createCallServer } from '@callgate/runtime/client';
import { binding } from '../../support/react.mjs';

export const ID = 'a'.repeat(40);

/** @typedef {import('@callgate/runtime/client').CallServerOptions} CallServerOptions */
/** @typedef {import('@callgate/runtime/client').CallRequest} CallRequest */

/** An answer with React Flight. @param {unknown} value @param {ResponseInit} [init] */
export function result(value, init = {}) {
  const body = binding.encode(value, { onError() {} });
  return new Response(body, {
    ...init,
    headers: { 'content-type': 'text/x-component', ...init.headers },
  });
}

/** An answer of the dispatcher without a result. @param {number} status @param {Record<string, string>} headers */
export function refusal(status, headers) {
  return new Response('Refused.', { status, headers });
}

/**
 * A call server whose requests get the answers given, one after the other, the last one for the rest.
 *
 * @param {(Response | Error)[]} answers
 * @param {CallServerOptions} [options]
 */
export function answeringEach(answers, options) {
  /** @type {[string, CallRequest][]} */
  const requests = [];
  const call = createCallServer({
    ...options,
    fetch: async (url, request) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push([url, request]);
      if (!(answer instanceof Response)) throw answer;
      return answer.clone();
    },
  });
  return { call, requests };
}

/** @param {Response} response @param {CallServerOptions} [options] */
export function answering(response, options) {
  return answeringEach([response], options);
}
