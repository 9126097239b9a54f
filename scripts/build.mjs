/** `npm run build`: installs dependencies, builds the addon and all packages, types included. */
import { setup } from './lib/setup.mjs';

await setup();
