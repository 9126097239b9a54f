/** Compiles one file of 3 MB and prints by how many MiB the process grew at its peak. */
import { readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'callgate';
import { fileLevel, inline, ofLength } from './inputs.ts';

const options = { filename: 'src/module.tsx', root: '/app', environment: 'server' } as const;
const text = process.argv[2] === 'inline' ? inline : fileLevel;
const source = ofLength(text, 3_000_000);
// Loads the addon, and makes one string of the parts of the text.
transformSync(text(1), options);
Buffer.byteLength(source);
// Sets the peak back to what is in use.
writeFileSync('/proc/self/clear_refs', '5');
const before = kibibytes('VmRSS');
const { code } = transformSync(source, options);
const added = kibibytes('VmHWM') - before;
if (code.length < source.length) throw new Error('the file was not compiled');
console.log(added / 1024);

function kibibytes(field: string): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
}
