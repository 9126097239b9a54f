import type { FunctionChange, FunctionEntry, ManifestDiff } from '../../manifest-diff.ts';
import type { Capture, FunctionManifest } from '../../manifest.ts';
import { capturesInWords, parametersInWords } from '../manifest-table.ts';

/** One property that differs, in words. */
export interface DetailChange {
  property: string;
  before: string;
  after: string;
  /** Whether more can get in or out than before, so that a reviewer must look. */
  wider: boolean;
}

/** A function of the same name and module under another id. */
export interface Replacement {
  before: FunctionEntry;
  after: FunctionEntry;
  details: DetailChange[];
}

/** A difference as a reviewer reads it; lists are sorted by module and place. */
export interface DiffView {
  added: FunctionEntry[];
  removed: FunctionEntry[];
  /** An unnamed function whose text changed has a new id; that is no function gone or new. */
  replaced: Replacement[];
  changed: { change: FunctionChange; details: DetailChange[] }[];
}

function byPlace(a: FunctionManifest, b: FunctionManifest): number {
  if (a.module !== b.module) return a.module < b.module ? -1 : 1;
  return a.location.line - b.location.line || a.location.column - b.location.column;
}

/** Whether something travels that did not before. */
function sendsMore(before: readonly Capture[], after: readonly Capture[]): boolean {
  return after.some(({ name, paths }) => {
    const known = before.find((capture) => capture.name === name);
    if (known === undefined) return true;
    if (known.paths === null) return false;
    const knownPaths = new Set(known.paths.map((path) => JSON.stringify(path)));
    return paths === null || paths.some((path) => !knownPaths.has(JSON.stringify(path)));
  });
}

function takesMore(before: FunctionManifest, after: FunctionManifest): boolean {
  const limit = ({ parameters }: FunctionManifest): number =>
    parameters === null || parameters.rest ? Infinity : parameters.count;
  return limit(after) > limit(before);
}

function describe(before: FunctionManifest, after: FunctionManifest): DetailChange[] {
  const list: DetailChange[] = [
    {
      property: 'arguments',
      before: parametersInWords(before.parameters),
      after: parametersInWords(after.parameters),
      wider: takesMore(before, after),
    },
    {
      property: 'captures',
      before: capturesInWords(before.captures) || 'none',
      after: capturesInWords(after.captures) || 'none',
      wider: sendsMore(before.captures, after.captures),
    },
    {
      property: 'exports',
      before: before.exports.join(', ') || 'none',
      after: after.exports.join(', ') || 'none',
      wider: false,
    },
    {
      property: 'directive',
      before: before.scope === 'module' ? 'of the file' : 'inline',
      after: after.scope === 'module' ? 'of the file' : 'inline',
      wider: false,
    },
    {
      property: 'result',
      before: before.generator ? 'streams' : 'one value',
      after: after.generator ? 'streams' : 'one value',
      wider: false,
    },
  ];
  return list.filter((detail) => detail.before !== detail.after);
}

/** Functions by module and name, without those that share both: which became which is not known. */
function byName(entries: readonly FunctionEntry[]): Map<string, FunctionEntry> {
  const byKey = new Map<string, FunctionEntry | null>();
  for (const entry of entries) {
    const key = `${entry.function.module}\0${entry.function.name}`;
    byKey.set(key, byKey.has(key) ? null : entry);
  }
  const unique = new Map<string, FunctionEntry>();
  for (const [key, entry] of byKey) {
    if (entry !== null) unique.set(key, entry);
  }
  return unique;
}

/** Sorts a difference for a reader, and finds functions that only have a new id. */
export function createDiffView(diff: ManifestDiff): DiffView {
  const added = byName(diff.added);
  const replaced: Replacement[] = [];
  for (const [key, before] of byName(diff.removed)) {
    const after = added.get(key);
    if (after === undefined) continue;
    replaced.push({ before, after, details: describe(before.function, after.function) });
  }
  const paired = new Set(replaced.flatMap(({ before, after }) => [before.id, after.id]));
  const alone = (entries: readonly FunctionEntry[]): FunctionEntry[] =>
    entries.filter(({ id }) => !paired.has(id)).sort((a, b) => byPlace(a.function, b.function));
  return {
    added: alone(diff.added),
    removed: alone(diff.removed),
    replaced: replaced.sort((a, b) => byPlace(a.after.function, b.after.function)),
    changed: diff.changed
      .map((change) => ({ change, details: describe(change.before, change.after) }))
      .sort((a, b) => byPlace(a.change.after, b.change.after)),
  };
}
