import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** What napi-derive noted when the addon was compiled (`.cargo/config.toml` says where). */
export const typeNotes = join(root, 'target/napi-types/callgate_napi');

const header = `/**
 * The addon as TypeScript sees it. Generated from crates/callgate_napi/src/exports.rs by
 * \`npm run generate\`; not to be edited.
 */
`;

/** The text of \`native-binding.ts\`, from what napi-derive noted when the addon was built. */
export function nativeTypes() {
  const notes = readFileSync(typeNotes, 'utf8');
  const items = notes
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const interfaces = items
    .filter((item) => item.kind === 'interface')
    .map((item) => `${item.js_doc}export interface ${item.name} {\n${indent(item.def)}\n}`);
  const methods = items
    .filter((item) => item.kind === 'fn')
    .map((item) => indent(item.js_doc + item.def.replace(/^function /, '')));
  const binding = `/** What the addon exports. */\nexport interface NativeBinding {\n${methods.join('\n')}\n}`;
  return `${[header.trim(), ...interfaces, binding].join('\n\n')}\n`;
}

/** Indents, and ends each member with a semicolon. */
function indent(members) {
  return members
    .trim()
    .split('\n')
    .map((line) => `  ${/\*\/$|^\/?\*/.test(line.trim()) ? line : `${line};`}`)
    .join('\n');
}
