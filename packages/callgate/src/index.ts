export { diffManifests } from './diff-manifests.ts';
export { IdCollisionError } from './id-collision-error.ts';
export { mergeManifests } from './merge-manifests.ts';
export { createReferencesModule, type ReferencedModule } from './references-module.ts';
export { scanProject } from './scan-project.ts';
export { transform, transformSync } from './transform.ts';
export type * from './types.ts';
