import type { FileDiagnostic } from '../../diagnostic.ts';
import type { Environment } from '../../transform-options.ts';

/** A diagnostic with the environments that it was found in. */
export interface Finding extends FileDiagnostic {
  /** Sorted as `environmentOrder`. */
  environments: Environment[];
}

/** What a formatter turns into text. */
export interface CheckResult {
  /** Sorted by file, then by position. */
  findings: Finding[];
  /** Number of files that were looked at. */
  files: number;
  /** Number of server functions in them. */
  functions: number;
  /** How long it took, in milliseconds. */
  duration: number;
}

/** How many findings there are of each severity. */
export interface Tally {
  errors: number;
  warnings: number;
}

const environmentOrder: readonly Environment[] = ['server', 'ssr', 'client'];

/** Counts errors and warnings. */
export function tally(findings: readonly Finding[]): Tally {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}

/** What makes two diagnostics the same one. */
function identity({ path, code, severity, message, labels }: FileDiagnostic): string {
  const places = labels.map((label) => [label.start, label.end, label.message]);
  return JSON.stringify([path, code, severity, message, places]);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Collects diagnostics of several files and environments. The same diagnostic in two environments
 * is one finding that names both.
 */
export function createFindings(): {
  add(environment: Environment, diagnostics: readonly FileDiagnostic[]): void;
  sorted(): Finding[];
} {
  const byKey = new Map<string, Finding>();
  return {
    add(environment, diagnostics) {
      for (const diagnostic of diagnostics) {
        const key = identity(diagnostic);
        const known = byKey.get(key);
        if (known === undefined) {
          byKey.set(key, { ...diagnostic, environments: [environment] });
        } else if (!known.environments.includes(environment)) {
          known.environments.push(environment);
        }
      }
    },
    sorted() {
      const findings = [...byKey.values()];
      for (const finding of findings) {
        finding.environments.sort(
          (a, b) => environmentOrder.indexOf(a) - environmentOrder.indexOf(b),
        );
      }
      return findings.sort(
        (a, b) =>
          compareText(a.path, b.path) ||
          (a.labels[0]?.start ?? -1) - (b.labels[0]?.start ?? -1) ||
          compareText(a.code, b.code),
      );
    },
  };
}
