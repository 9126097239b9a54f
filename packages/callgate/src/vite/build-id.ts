import { createHash } from 'node:crypto';
import type { Project } from './project.ts';

/** What names the build: what the app says, or a digest of the modules with server functions. */
export function buildIdOf({ options, registry }: Project): string {
  if (options.build !== undefined) return options.build;
  const hash = createHash('sha256').update(`${options.salt.length}:${options.salt}`);
  for (const { manifest, code } of registry.modules()) {
    hash.update(`${manifest.path}\0${code.length}\0${code}`);
  }
  return hash.digest('hex').slice(0, 16);
}
