import { join } from 'node:path';
import type { Project } from './project.ts';

/** The code that gives the runtime the keys that seal captured values. */
export function sealingCode(project: Project): string {
  if (project.options.keys === false) return '';
  if (project.config().command === 'serve') {
    const cacheFolder = join(project.config().cacheDir, 'callgate');
    return `
import { loadSealingKeys } from "@callgate/runtime/node";
await loadSealingKeys({ cacheFolder: ${JSON.stringify(cacheFolder)} });
`;
  }
  return `
import { configureSealing } from "@callgate/runtime/server";
const keys = globalThis.process?.env.CALLGATE_KEYS?.trim();
if (keys) configureSealing({ keys: keys.split(',') });
else if (Object.values(manifest.functions).some(({ captures }) => captures.length > 0)) {
  throw new Error(
    'In production, CALLGATE_KEYS must hold the key that seals captured values. ' +
      'Make one with \`npx callgate keygen\` and give it to every instance.',
  );
}
`;
}
