import { resolve } from 'node:path';

import { buildApp } from './build-app.ts';

if ((await buildApp(resolve(import.meta.dirname, '..'))) === null) process.exitCode = 1;
