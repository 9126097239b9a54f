import * as react from 'react-server-dom-turbopack/client.edge';
import type { ClientBinding } from '../client/client-binding.ts';
import { createClientBinding } from './client.ts';

/** The binding of server-side rendering over `react-server-dom-turbopack`. */
export function turbopackSsrBinding(): ClientBinding {
  return createClientBinding(react);
}
