import { createRequire } from 'node:module';

const { version: packageVersion }: { version: string } = createRequire(import.meta.url)(
  '../../package.json',
);

/** The version of Callgate. */
export const version: string = packageVersion;
