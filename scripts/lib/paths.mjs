import { fileURLToPath } from 'node:url';

/** The workspace's root directory. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
