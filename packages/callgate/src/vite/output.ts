import { resolve } from 'node:path';
import type { Project } from './project.ts';

/** The name of the manifest beside the built server. */
export const MANIFEST_FILE = 'callgate-manifest.json';

/** Where the build of the server graph is written. */
export function serverFolder({ options, config }: Project): string {
  const { root, environments } = config();
  const environment = environments[options.environment.rsc];
  if (environment === undefined) {
    throw new Error(`callgate: there is no environment \`${options.environment.rsc}\``);
  }
  return resolve(root, environment.build.outDir);
}
