import type { Limits } from '../limits.ts';
import type { Accepted } from './accepted.ts';
import { checkReferences } from './graph.ts';
import { isContainer, ownMember, parseModel } from './model.ts';
import { refuseReply } from './refuse.ts';
import type { Reply } from './reply.ts';
import { readSigil, type Reference } from './sigil.ts';
import { createStructureCheck } from './structure.ts';

/** What a reply is held against. */
export interface ScanRules {
  readonly limits: Limits;
  readonly accept: Accepted;
}

/**
 * Reads a reply before React does: only what React's `encodeReply` can have written gets through, and
 * no more of it than the limits say. The work is linear in the size of the reply.
 *
 * @throws Refusal for anything else
 */
export function scanReply(reply: Reply, rules: ScanRules): void {
  const { limits } = rules;
  const references = new Map<string, Reference>();
  const streams = new Set<number>();
  let count = 0;
  const onSigil = (text: string): void => {
    // The same text stands for the same, so it is read once. It counts each time.
    const reference = references.get(text) ?? readSigil(text, limits);
    if (reference === undefined) return;
    references.set(text, reference);
    if (reference.kind === 'stream') {
      // A stream is read once. Each reference would lead to all of its chunks.
      if (streams.has(reference.part)) refuseReply(`stream ${reference.part} is referred to twice`);
      streams.add(reference.part);
    }
    if ((count += 1) > limits.references) {
      refuseReply(`there are more than ${limits.references} references`);
    }
  };
  const modelRules = {
    limits,
    specialNames: rules.accept.specialNames === true,
    checkStructure: createStructureCheck(limits),
    onSigil,
  };
  const roots = new Map<number, unknown>();
  for (const [part, text] of reply.models) roots.set(part, parseModel(text, modelRules));
  const chunks = new Map<number, unknown[]>();
  for (const [stream, texts] of reply.streams) {
    chunks.set(
      stream,
      parseChunks(texts, (text) => parseModel(text, modelRules)),
    );
  }
  if (!roots.has(0)) refuseReply('there is no part 0');
  if (references.size === 0) return;
  for (const reference of references.values()) checkTarget(reference, { reply, roots, rules });
  checkReferences({ roots, chunks, references }, rules);
}

/** A stream has one end, which is its last chunk: `C`, or `C` and what it returned. */
function parseChunks(texts: readonly string[], parse: (text: string) => unknown): unknown[] {
  return texts.map((text, index) => {
    const isEnd = text.startsWith('C');
    if (isEnd !== (index === texts.length - 1)) refuseReply('a stream ends nowhere or twice');
    return isEnd && text.length === 1 ? undefined : parse(isEnd ? text.slice(1) : text);
  });
}

interface Scanned {
  readonly reply: Reply;
  readonly roots: ReadonlyMap<number, unknown>;
  readonly rules: ScanRules;
}

/** What a reference names must be there and be what the reference says. */
function checkTarget({ kind, part }: Reference, { reply, roots, rules }: Scanned): void {
  const isThere = {
    value: roots.has(part),
    promise: roots.has(part),
    collection: Array.isArray(roots.get(part)),
    function: roots.has(part),
    blob: reply.blobs.has(part),
    // A form without fields has no parts.
    form: !roots.has(part) && !reply.blobs.has(part) && !reply.streams.has(part),
    stream: reply.streams.has(part),
  }[kind];
  if (!isThere) refuseReply(`there is no ${kind} in part ${part}`);
  if (kind === 'function') checkFunction(roots.get(part), roots, rules);
}

function checkFunction(
  value: unknown,
  roots: ReadonlyMap<number, unknown>,
  { accept, limits }: ScanRules,
): void {
  if (accept.references !== true) refuseReply('an argument is a server reference');
  const bound = ownMember(value, 'bound');
  if (typeof ownMember(value, 'id') !== 'string') refuseReply('a server reference has no id');
  if (bound === null || bound === undefined) return;
  const list =
    typeof bound === 'string' && bound.startsWith('$@')
      ? roots.get(Number.parseInt(bound.slice(2), 16))
      : undefined;
  if (!isContainer(list) || !Array.isArray(list)) refuseReply('bound arguments are no list');
  if (list.length > limits.boundArguments) {
    refuseReply(`a server reference has ${list.length} bound arguments`);
  }
}
