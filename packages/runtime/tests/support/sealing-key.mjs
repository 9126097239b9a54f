// @ts-check
// Configures sealing with a key of its own for the test file that imports this.

import { configureSealing } from '@callgate/runtime/server';

export const key = crypto.getRandomValues(new Uint8Array(32));

configureSealing({ keys: [key] });
