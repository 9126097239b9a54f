import { fileURLToPath } from 'node:url';

/** The workspace's root. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the benchmarks. */
export const benches: string = fileURLToPath(new URL('..', import.meta.url));

/** The package of what Callgate is compared with. */
export const peers: string = fileURLToPath(new URL('../peers/', import.meta.url));
