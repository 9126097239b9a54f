// @ts-check
// React's own modules, server and client, in one process started with `--conditions react-server`.

import { createRequire } from 'node:module';
import { setReactBinding } from '@callgate/runtime/server';
import { webpackServerBinding } from '@callgate/runtime/react/webpack-server';

const require = createRequire(import.meta.url);

/** Client modules that tests render: by the id of the client manifest. @type {Map<string, object>} */
export const clientModules = new Map();

/** The webpack runtime that React's browser build expects where it is bundled. */
const webpackRequire = Object.assign(
  /** @param {string} id */ (id) => {
    const found = clientModules.get(id);
    if (found === undefined) throw new Error(`there is no client module ${id}`);
    return found;
  },
  { u: () => '' },
);

Object.assign(globalThis, { __webpack_require__: webpackRequire });

/**
 * A client manifest in which every client reference `module#name` is found in `clientModules` under
 * its module key.
 */
export const clientManifest = new Proxy(
  {},
  {
    get(_, key) {
      if (typeof key !== 'string') return undefined;
      const [id, name] = key.split('#');
      return { id, name, chunks: [] };
    },
  },
);

export const ReactServer = require('react-server-dom-webpack/server');
export const ReactBrowser = require('react-server-dom-webpack/client.browser');
export const ReactEdge = require('react-server-dom-webpack/client.edge');

export const binding = webpackServerBinding({ clientManifest });

setReactBinding(binding);
