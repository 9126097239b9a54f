/**
 * Takes out of a program what Node cannot run: TypeScript, JSX and, where it has to, `using`. Nothing
 * else changes. Not by esbuild, which renames what shadows something and misnames functions.
 */
import { transform, type Transform } from 'sucrase';

import type { Language } from '../elaborate/elaboration.ts';

/** JavaScript that this Node runs. */
export function strip(code: string, language: Language): string {
  const text = hasUsing ? code : code.replace(using, 'const');
  if (language === 'js') return text;
  const transforms: Transform[] = [];
  if (language.startsWith('ts')) transforms.push('typescript');
  if (language.endsWith('x')) transforms.push('jsx');
  const result = transform(
    text.replace(namespaceStart, ';(() => {').replace(namespaceEnd, '})();'),
    {
      transforms,
      jsxPragma: 'h',
      jsxFragmentPragma: '"fragment"',
      production: true,
      disableESTransforms: true,
      keepUnusedImports: true,
    },
  );
  return result.code;
}

const hasUsing = canRun('{ using none = null }');

// Programs have these words nowhere else. A `const` is captured in the same way, but not disposed of.
const using = /\b(?:await )?using\b/g;
const namespaceStart = /\bnamespace Space \{/g;
const namespaceEnd = /\} \/\* end of Space \*\//g;

function canRun(code: string): boolean {
  try {
    // Only parses the code.
    return typeof new Function(code) === 'function';
  } catch {
    return false;
  }
}
