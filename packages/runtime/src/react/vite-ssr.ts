import * as react from '@vitejs/plugin-rsc/vendor/react-server-dom/client.edge';
import type { ClientBinding } from '../client/client-binding.ts';
import { createClientBinding } from './client.ts';

/** The binding of server-side rendering over `@vitejs/plugin-rsc`. */
export function viteSsrBinding(): ClientBinding {
  return createClientBinding(react);
}
