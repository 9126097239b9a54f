import * as react from 'react-server-dom-turbopack/client';
import type { ClientBinding } from '../client/client-binding.ts';
import { createClientBinding } from './client.ts';

/** The binding of the browser over `react-server-dom-turbopack`. */
export function turbopackClientBinding(): ClientBinding {
  return createClientBinding(react);
}
