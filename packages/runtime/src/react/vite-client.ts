import * as react from '@vitejs/plugin-rsc/vendor/react-server-dom/client.browser';
import type { ClientBinding } from '../client/client-binding.ts';
import { createClientBinding } from './client.ts';

/** The binding of the browser over `@vitejs/plugin-rsc`. */
export function viteClientBinding(): ClientBinding {
  return createClientBinding(react);
}
