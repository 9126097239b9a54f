import type { Manifest, ModuleManifest } from './manifest.ts';

/**
 * Checks that a value is a manifest of a version that this package knows, as far as is needed to
 * read it. Manifests come from files, so the type proves nothing.
 */
export function assertManifest(value: unknown, subject: string): asserts value is Manifest {
  if (!isRecord(value)) throw new TypeError(`callgate: ${subject} is not an object`);
  if (value['version'] !== 1) {
    const version = JSON.stringify(value['version']) ?? 'none';
    throw new TypeError(
      `callgate: ${subject} has version ${version}; this package reads version 1`,
    );
  }
  assertRecordOfRecords(value['functions'], `\`functions\` of ${subject}`);
  assertRecordOfRecords(value['modules'], `\`modules\` of ${subject}`);
}

/** Checks that a value is what compiling a module gives. */
export function assertModuleManifest(
  value: unknown,
  subject: string,
): asserts value is ModuleManifest {
  if (!isRecord(value)) throw new TypeError(`callgate: ${subject} is not an object`);
  if (typeof value['path'] !== 'string') {
    throw new TypeError(`callgate: ${subject} is neither a manifest nor that of a module`);
  }
  assertRecordOfRecords(value['functions'], `\`functions\` of ${subject}`);
}

function assertRecordOfRecords(value: unknown, subject: string): void {
  if (!isRecord(value) || !Object.values(value).every(isRecord)) {
    throw new TypeError(`callgate: ${subject} is not an object of objects`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
