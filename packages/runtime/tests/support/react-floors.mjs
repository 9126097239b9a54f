// @ts-check
// React's decoders of every release line that the runtime supports, at the oldest version with all
// fixes. Older ones are refused at start.

import { createRequire } from 'node:module';
import { createServerBinding } from '@callgate/runtime/react/server';
import { ReactEdge, ReactServer } from './react.mjs';

const require = createRequire(import.meta.url);

/**
 * @typedef {object} Floor
 * @property {string} version
 * @property {any} server The module `react-server-dom-webpack/server.node`, which has all three decoders.
 */

/** @type {Floor[]} */
export const floors = ['-19.0', '-19.1', '-19.2', ''].map((suffix) => {
  const name = `react-server-dom-webpack${suffix}`;
  return {
    version: require(`${name}/package.json`).version,
    server: require(`${name}/server.node`),
  };
});

/** The binding of the tests, with the decoders of another version: one process has one renderer. @param {Floor} floor */
export function bindingOf({ server: { decodeReply, decodeFormState } }) {
  const server = { ...ReactServer, decodeReply, decodeFormState };
  return createServerBinding({ server, client: ReactEdge });
}
