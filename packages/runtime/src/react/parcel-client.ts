import * as react from 'react-server-dom-parcel/client.browser';
import type { ClientBinding } from '../client/client-binding.ts';
import { createClientBinding } from './client.ts';
import { parcelClient } from './parcel.ts';

/** The binding of the browser over `react-server-dom-parcel`. */
export function parcelClientBinding(): ClientBinding {
  return createClientBinding(parcelClient(react));
}
