import * as react from 'react-server-dom-webpack/client.edge';
import type { ClientBinding } from '../client/client-binding.ts';
import { createClientBinding } from './client.ts';

/** The binding of server-side rendering over `react-server-dom-webpack`. */
export function webpackSsrBinding(): ClientBinding {
  return createClientBinding(react);
}
