import './webpack-require.ts';

import * as react from 'react-server-dom-webpack/client.browser';
import type { ClientBinding } from '../client/client-binding.ts';
import { createClientBinding } from './client.ts';

/**
 * The binding of a browser over `react-server-dom-webpack`, for tests that run in Node: what a server
 * function returns can be called as in a page, but client components cannot be loaded.
 */
export function webpackTestBinding(): ClientBinding {
  return createClientBinding(react);
}
