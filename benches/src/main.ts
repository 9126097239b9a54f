/** Runs all benchmarks and prints one table. */
import { memory } from './memory.ts';
import { native } from './native.ts';
import { installPeers } from './peers.ts';
import { project } from './project.ts';
import { sideBySide } from './side-by-side.ts';
import { swcPlugin } from './swc-plugin.ts';
import { printTable, type Row } from './table.ts';
import { vite } from '../vite/measure.ts';

installPeers();
const rows: Row[] = [];
for (const [what, measure] of [
  ["the compiler beside SWC's own work (cargo bench)", native],
  ['the compiler beside others, from Node', sideBySide],
  ['the SWC plugin in @swc/core', swcPlugin],
  ['memory', memory],
  ['scanProject beside ripgrep', project],
  ["the Vite plugin beside plugin-rsc's own step", vite],
] as const) {
  console.log(`• measure ${what}`);
  // Alone on the machine, as far as that is in our hands.
  rows.push(...(await measure()));
}
printTable(rows);
