import { dirname } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';

const extensions = ['.tsx', '.ts', '.jsx', '.js', '.mts', '.mjs', '.cts', '.cjs'];

/** Finds the file behind an import; `null` if there is none. */
export type Resolve = (specifier: string, importer: string) => string | null;

/**
 * Resolves as bundlers do: extensions may be left out, `.js` may stand for a TypeScript file,
 * `paths` of the nearest tsconfig.json and `imports` and `exports` of package.json count.
 */
export function createResolver(): Resolve {
  const factory = new ResolverFactory({
    extensions,
    extensionAlias: {
      '.js': ['.ts', '.tsx', '.js', '.jsx'],
      '.jsx': ['.tsx', '.jsx'],
      '.mjs': ['.mts', '.mjs'],
      '.cjs': ['.cts', '.cjs'],
    },
    conditionNames: ['react-server', 'import', 'module', 'node', 'default'],
    mainFields: ['module', 'main'],
    tsconfig: 'auto',
  });
  const known = new Map<string, string | null>();
  return (specifier, importer) => {
    const key = `${dirname(importer)}\0${specifier}`;
    let found = known.get(key);
    if (found === undefined) {
      found = factory.resolveFileSync(importer, specifier).path ?? null;
      known.set(key, found);
    }
    return found;
  };
}
