/** `npm run build:wasm`: builds the SWC plugin, and says how large it is. */
import { checkTools } from './lib/tools.mjs';
import { buildWasm, describeWasm } from './lib/wasm.mjs';

checkTools();
await buildWasm();
console.error(describeWasm());
