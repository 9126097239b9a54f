/** `npm run generate`: writes the committed files that are made from others. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { buildAddon } from './lib/addon.mjs';
import { nativeTypes } from './lib/native-types.mjs';
import { root } from './lib/paths.mjs';

const directory = join(root, 'packages/callgate');

await buildAddon();
writeFileSync(join(directory, 'src/native-binding.ts'), nativeTypes());

const { manifestSchema } = await tsImport(
  '../packages/callgate/schema/manifest-schema.ts',
  import.meta.url,
);
const schema = `${JSON.stringify(manifestSchema, undefined, 2)}\n`;
writeFileSync(join(directory, 'manifest.schema.json'), schema);
