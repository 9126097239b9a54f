import type { FunctionManifest } from './manifest.ts';

/** What a deploy changes in the callable surface of a project. Lists are sorted by id. */
export interface ManifestDiff {
  /** Functions that can be called only with the new manifest. */
  added: FunctionEntry[];
  /** Functions that can be called only with the old one. */
  removed: FunctionEntry[];
  /** Functions that are in both, but not the same. */
  changed: FunctionChange[];
}

/** A server function with its id. */
export interface FunctionEntry {
  id: string;
  function: FunctionManifest;
}

/** A function that is in both manifests. */
export interface FunctionChange {
  id: string;
  /** What the old manifest says. */
  before: FunctionManifest;
  /** What the new one says. */
  after: FunctionManifest;
  /** The properties that differ; never empty. */
  changes: FunctionChanges;
}

/**
 * The properties that differ between two states of a function. A function that only moved within
 * its file has not changed: `location` is not among them.
 */
export type FunctionChanges = {
  [Key in Exclude<keyof FunctionManifest, 'location'>]?: {
    before: FunctionManifest[Key];
    after: FunctionManifest[Key];
  };
};
