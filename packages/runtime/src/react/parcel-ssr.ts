import * as react from 'react-server-dom-parcel/client.edge';
import type { ClientBinding } from '../client/client-binding.ts';
import { createClientBinding } from './client.ts';

/** The binding of server-side rendering over `react-server-dom-parcel`. */
export function parcelSsrBinding(): ClientBinding {
  return createClientBinding(react);
}
