/** `npm run generate`: writes the committed files that are made from others. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAddon } from './lib/addon.mjs';
import { nativeTypes } from './lib/native-types.mjs';
import { root } from './lib/paths.mjs';

await buildAddon();
writeFileSync(join(root, 'packages/callgate/src/native-binding.ts'), nativeTypes());
