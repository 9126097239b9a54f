import * as client from 'react-server-dom-webpack/client.edge';
import * as server from 'react-server-dom-webpack/server';
import manifest from 'react-server-dom-webpack/package.json' with { type: 'json' };
import type { ServerBinding } from '../server-binding.ts';
import { createServerBinding } from './server.ts';

/** Options of the binding. */
export interface WebpackServerBindingOptions {
  /**
   * The client manifest that the bundler wrote. Results that hold a client component need it.
   *
   * @default every look-up is an error that says so
   */
  readonly clientManifest?: object;
}

/**
 * The binding of the server graph over `react-server-dom-webpack`.
 *
 * @throws Error for a version with known holes
 */
export function webpackServerBinding(options: WebpackServerBindingOptions = {}): ServerBinding {
  return createServerBinding({ ...options, server, client, package: manifest });
}
