/** `npm run generate`: writes the committed files that are made from others. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { writeApiReference } from './api-reference/generate.mjs';
import { buildAddon } from './lib/addon.mjs';
import { nativeTypes, typeNotes } from './lib/native-types.mjs';
import { root } from './lib/paths.mjs';

const directory = join(root, 'packages/callgate');

// The notes come with compiling the addon; without them it has to be compiled once more.
if (!existsSync(typeNotes)) process.env.NAPI_FORCE_BUILD_CALLGATE_NAPI = String(Date.now());
await buildAddon();
writeFileSync(join(directory, 'src/native-binding.ts'), nativeTypes());

const { manifestSchema } = await tsImport(
  '../packages/callgate/schema/manifest-schema.ts',
  import.meta.url,
);
const schema = `${JSON.stringify(manifestSchema, undefined, 2)}\n`;
writeFileSync(join(directory, 'manifest.schema.json'), schema);

await writeApiReference();
