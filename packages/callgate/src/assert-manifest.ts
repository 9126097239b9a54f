import type { FunctionManifest, Manifest, ModuleEntry, ModuleManifest } from './manifest.ts';

/** For each property, whether a value may be its value. */
type Shape<Key extends string = string> = Readonly<Record<Key, (value: unknown) => boolean>>;

const functionShape: Shape<keyof FunctionManifest> = {
  module: isString,
  export: isString,
  name: isString,
  scope: (value) => value === 'module' || value === 'inline',
  exports: isStrings,
  parameters: (value) =>
    value === null ||
    (isRecord(value) && Number.isInteger(value['count']) && typeof value['rest'] === 'boolean'),
  captures: (value) => Array.isArray(value) && value.every(isCapture),
  generator: (value) => typeof value === 'boolean',
  location: (value) =>
    isRecord(value) && Number.isInteger(value['line']) && Number.isInteger(value['column']),
};

const moduleShape: Shape<keyof ModuleEntry> = {
  directive: (value) => value === null || value === 'use server' || value === 'use client',
  exports: isStrings,
};

/**
 * Checks that a value is a manifest of a version that this package knows. Manifests come from
 * files, so the type proves nothing.
 */
export function assertManifest(value: unknown, subject: string): asserts value is Manifest {
  if (!isRecord(value)) throw new TypeError(`callgate: ${subject} is not an object`);
  if (value['version'] !== 1) {
    const version = JSON.stringify(value['version']) ?? 'none';
    throw new TypeError(
      `callgate: ${subject} has version ${version}; this package reads version 1`,
    );
  }
  assertEach(functionShape, value['functions'], `\`functions\` of ${subject}`);
  assertEach(moduleShape, value['modules'], `\`modules\` of ${subject}`);
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
  assertShape(moduleShape, value, subject);
  assertEach(functionShape, value['functions'], `\`functions\` of ${subject}`);
}

function assertEach(shape: Shape, value: unknown, subject: string): void {
  if (!isRecord(value)) throw new TypeError(`callgate: ${subject} is not an object of objects`);
  for (const [key, item] of Object.entries(value)) {
    if (!isRecord(item)) throw new TypeError(`callgate: ${subject} is not an object of objects`);
    assertShape(shape, item, `${JSON.stringify(key)} in ${subject}`);
  }
}

function assertShape(shape: Shape, value: Record<string, unknown>, subject: string): void {
  for (const [name, isRight] of Object.entries(shape)) {
    if (isRight(value[name])) continue;
    throw new TypeError(`callgate: \`${name}\` of ${subject} is missing or wrong`);
  }
}

function isCapture(value: unknown): boolean {
  if (!isRecord(value) || !isString(value['name'])) return false;
  const paths = value['paths'];
  return paths === null || (Array.isArray(paths) && paths.every(isStrings));
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every(isString);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
