import { buildAddon } from './addon.mjs';
import { installDependencies } from './dependencies.mjs';
import { buildPackages } from './packages.mjs';
import { checkTools } from './tools.mjs';

/** Brings a clone to the point where the packages work; does only what is out of date. */
export async function setup() {
  checkTools();
  await installDependencies();
  await buildAddon();
  await buildPackages();
}
