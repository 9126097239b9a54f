/** `npm run typecheck`: checks the types of every package, test and example. */
import { installDependencies } from './lib/dependencies.mjs';
import { checkTypes } from './lib/packages.mjs';

await installDependencies();
await checkTypes();
