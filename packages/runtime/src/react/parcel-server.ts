import * as client from 'react-server-dom-parcel/client.browser';
import manifest from 'react-server-dom-parcel/package.json' with { type: 'json' };
import * as server from 'react-server-dom-parcel/server';
import type { ServerBinding } from '../server-binding.ts';
import { PARCEL_REQUIRE, parcelClient, parcelServer } from './parcel.ts';
import { createServerBinding } from './server.ts';

/**
 * The binding of the server graph over `react-server-dom-parcel`. A server function that another one
 * has captured can be called, and not be passed on to the client; as an argument it is refused.
 *
 * @throws Error for a version with known holes
 */
export function parcelServerBinding(): ServerBinding {
  return createServerBinding({
    server: parcelServer(server),
    client: parcelClient(client),
    package: manifest,
    requireName: PARCEL_REQUIRE,
  });
}
