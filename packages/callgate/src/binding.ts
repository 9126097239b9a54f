import { createRequire } from 'node:module';
import type { NativeBinding } from './native-binding.ts';
import { candidateTargets, platformName } from './platform.ts';

const require: NodeJS.Require = createRequire(import.meta.url);
let loaded: NativeBinding | undefined;

/**
 * Loads the addon when it is first needed: the one that `CALLGATE_BINDING` names, else one that
 * was built in this package's folder, else the one of the platform's optional dependency.
 */
export function loadBinding(): NativeBinding {
  loaded ??= findBinding();
  return loaded;
}

function findBinding(): NativeBinding {
  const named = process.env['CALLGATE_BINDING'];
  if (named !== undefined && named !== '') return require(named);
  const failures: unknown[] = [];
  for (const target of candidateTargets()) {
    for (const specifier of [`../callgate.${target}.node`, `@callgate/binding-${target}`]) {
      try {
        return checkVersion(require(specifier), specifier);
      } catch (error) {
        if (!isMissing(error, specifier)) failures.push(error);
      }
    }
  }
  throw new Error(explain(failures), { cause: failures.length > 0 ? failures : undefined });
}

/** A lockfile can hold back the platform's package when this one is updated. */
function checkVersion(binding: NativeBinding, specifier: string): NativeBinding {
  const { version }: { version: string } = require('../package.json');
  if (binding.version() === version) return binding;
  throw new Error(`${specifier} has version ${binding.version()}, but callgate has ${version}`);
}

/** Whether there is no such module, as opposed to one that cannot be loaded. */
function isMissing(error: unknown, specifier: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'MODULE_NOT_FOUND' &&
    error.message.includes(`'${specifier}'`)
  );
}

function explain(failures: readonly unknown[]): string {
  const platform = platformName();
  const [target] = candidateTargets();
  if (target === undefined) {
    return `callgate: there is no native binding for ${platform}`;
  }
  const remedy = `install \`@callgate/binding-${target}\`; an install that leaves out optional dependencies, or a lockfile made on another platform, lacks it`;
  const reasons = failures.map(
    (failure) => `\n  ${failure instanceof Error ? failure.message : failure}`,
  );
  return `callgate: no native binding for ${platform} could be loaded: ${remedy}${reasons.join('')}`;
}
