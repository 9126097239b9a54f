import type { FunctionManifest } from './manifest.ts';

/** Two functions that have one id. */
export interface IdCollision {
  id: string;
  functions: [FunctionManifest, FunctionManifest];
}

/** Thrown when manifests cannot be merged, because an id would stand for two functions. */
export class IdCollisionError extends Error {
  /** The code of the diagnostic. */
  readonly code = 'CG1501';
  /** Every collision, sorted by id. */
  readonly collisions: readonly IdCollision[];

  /** Made by `mergeManifests`. */
  constructor(collisions: readonly IdCollision[]) {
    super(collisions.map(describeCollision).join('\n'));
    this.name = 'IdCollisionError';
    this.collisions = collisions;
  }
}

/** One sentence that names the id and both places. */
export function describeCollision({ id, functions: [first, second] }: IdCollision): string {
  return `two functions have the id ${id}: ${describePlace(first)} and ${describePlace(second)}`;
}

function describePlace({ name, module, location }: FunctionManifest): string {
  return `\`${name}\` at ${module}:${location.line}:${location.column + 1}`;
}
