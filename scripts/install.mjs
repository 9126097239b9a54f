/** Checks the tools on the machine and installs the npm dependencies. */
import { installDependencies } from './lib/dependencies.mjs';
import { checkTools } from './lib/tools.mjs';

checkTools();
await installDependencies();
