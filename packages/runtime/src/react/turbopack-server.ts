import * as client from 'react-server-dom-turbopack/client.edge';
import * as server from 'react-server-dom-turbopack/server';
import manifest from 'react-server-dom-turbopack/package.json' with { type: 'json' };
import type { ServerBinding } from '../server-binding.ts';
import { createServerBinding } from './server.ts';

/** Options of the binding. */
export interface TurbopackServerBindingOptions {
  /**
   * The client manifest that the bundler wrote. Results that hold a client component need it.
   *
   * @default every look-up is an error that says so
   */
  readonly clientManifest?: object;
}

/**
 * The binding of the server graph over `react-server-dom-turbopack`.
 *
 * @throws Error for a version with known holes
 */
export function turbopackServerBinding(options: TurbopackServerBindingOptions = {}): ServerBinding {
  return createServerBinding({
    ...options,
    server,
    client,
    package: manifest,
    requireName: '__turbopack_require__',
  });
}
