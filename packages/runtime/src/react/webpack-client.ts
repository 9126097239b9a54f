import * as react from 'react-server-dom-webpack/client';
import type { ClientBinding } from '../client/client-binding.ts';
import { createClientBinding } from './client.ts';

/** The binding of the browser over `react-server-dom-webpack`. */
export function webpackClientBinding(): ClientBinding {
  return createClientBinding(react);
}
