import { createClientManifest } from '@vitejs/plugin-rsc/core/rsc';
import plugin from '@vitejs/plugin-rsc/package.json' with { type: 'json' };
import * as client from '@vitejs/plugin-rsc/vendor/react-server-dom/client.edge';
import * as server from '@vitejs/plugin-rsc/vendor/react-server-dom/server.edge';
import type { ServerBinding } from '../server-binding.ts';
import { createServerBinding } from './server.ts';
import { bundledReactVersion } from './vite-react-version.ts';

/** Options of the binding. */
export interface ViteServerBindingOptions {
  /**
   * The version of `react-server-dom-webpack`, in a project that has installed it: the plugin then
   * uses that in place of the one that it brings along.
   *
   * @default what the version of the plugin brings along
   */
  readonly reactVersion?: string;
}

/**
 * The binding of the server graph over `@vitejs/plugin-rsc`, for modules of its `rsc` environment.
 *
 * @throws Error for a version of React with known holes
 */
export function viteServerBinding(options: ViteServerBindingOptions = {}): ServerBinding {
  const version = options.reactVersion ?? bundledReactVersion(plugin.version);
  return createServerBinding({
    server,
    client,
    clientManifest: createClientManifest(),
    requireName: '__vite_rsc_require__',
    package: { name: 'react-server-dom-webpack', version },
  });
}
