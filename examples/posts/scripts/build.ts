import { resolve } from 'node:path';

import { buildApp } from './build-app.ts';

await buildApp(resolve(import.meta.dirname, '..'));
