import { sharedAsyncStorage } from '../async-storage.ts';
import type { AnyFunction } from '../server/server-reference.ts';

// Each level of sealing adds a third to the size; what is nested deeper than this has no end.
const MAX_DEPTH = 32;

interface Level {
  readonly reference: AnyFunction;
  readonly outer: Level | undefined;
  readonly depth: number;
  done: boolean;
}

const storage = sharedAsyncStorage<Level>('sealing');

/**
 * Runs the sealing of a reference, and refuses to do so inside the sealing of the same one: captured
 * values that hold the reference itself could be sealed without end. The levels travel with the
 * asynchronous context, because React encodes the captures in tasks of its own.
 */
export async function sealNested<T>(reference: AnyFunction, run: () => Promise<T>): Promise<T> {
  const outer = storage().getStore();
  const cycle = levelsSince(reference, outer);
  if (cycle !== undefined) throw cycleError(cycle);
  const depth = (outer?.depth ?? 0) + 1;
  if (depth > MAX_DEPTH) throw depthError(reference);
  const level: Level = { reference, outer, depth, done: false };
  try {
    return await storage().run(level, run);
  } finally {
    // Work that outlives the sealing keeps its context; what it seals later is not nested in this.
    level.done = true;
  }
}

/** The references being sealed from `reference` inwards, if it is among them. */
function levelsSince(reference: AnyFunction, innermost: Level | undefined): Level[] | undefined {
  const levels: Level[] = [];
  for (let level = innermost; level !== undefined; level = level.outer) {
    if (level.done) return undefined;
    levels.unshift(level);
    if (level.reference === reference) return levels;
  }
  return undefined;
}

const EXPLAINED = new WeakSet<Error>();

/** Tells whether an error says by itself what cannot be sealed. */
export function isExplained(error: unknown): error is Error {
  return error instanceof Error && EXPLAINED.has(error);
}

/** An error that says by itself what cannot be sealed, and is passed on by the levels around it. */
export function explained(message: string, cause?: unknown): Error {
  const error = new Error(message, cause === undefined ? undefined : { cause });
  EXPLAINED.add(error);
  return error;
}

function cycleError(levels: readonly Level[]): Error {
  const [first, ...others] = levels.map(({ reference }) => `"${reference.name}"`);
  const holds =
    others.length === 0
      ? `The values that the server function ${first} captures hold ${first} itself`
      : `The values that the server function ${first} captures hold ${first} again, by way of ${others.join(', ')}`;
  return explained(
    `${holds}, so they cannot be sealed. Capture the single values that it needs instead of the object around them.`,
  );
}

function depthError(reference: AnyFunction): Error {
  return explained(
    `The values that the server function "${reference.name}" captures hold server functions nested more than ${MAX_DEPTH} deep, so they cannot be sealed.`,
  );
}
