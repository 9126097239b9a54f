import type { Limits } from '../limits.ts';
import { refuseReply } from './refuse.ts';
import { isSpecialName } from './special-names.ts';
import type { StructureCheck } from './structure.ts';

/** An array or an object of a parsed JSON text. */
export type Container = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Tells arrays and objects from the rest. */
export function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

/** The member of a container, if it is its own and not what its class has. */
export function ownMember(value: unknown, key: string): unknown {
  if (!isContainer(value) || !Object.hasOwn(value, key)) return undefined;
  // `length` is an own property of arrays that no JSON text has written.
  if (Array.isArray(value) && key === 'length') return undefined;
  return Reflect.get(value, key);
}

/** What decides over a model. */
export interface ModelRules {
  readonly limits: Limits;
  readonly checkStructure: StructureCheck;
  /** Whether keys may have special names. */
  readonly specialNames: boolean;
  /** Gets every text that starts with `$`. */
  readonly onSigil: (text: string) => void;
}

/**
 * Parses a JSON text of a reply.
 *
 * @throws Refusal when it is none, is nested too deeply, or has too many or special keys
 */
export function parseModel(text: string, rules: ModelRules): unknown {
  rules.checkStructure(text);
  let model: unknown;
  try {
    model = JSON.parse(text);
  } catch (cause) {
    refuseReply('a part is not JSON', cause);
  }
  checkModel(model, rules);
  return model;
}

// Recursion goes no deeper than the structure, which is checked.
function checkModel(value: unknown, rules: ModelRules): void {
  if (typeof value === 'string') {
    // The first character is read as a code: a million short texts are read here.
    if (value.charCodeAt(0) === 0x24) rules.onSigil(value);
    return;
  }
  if (!isContainer(value)) return;
  if (Array.isArray(value)) {
    for (const item of value) checkModel(item, rules);
    return;
  }
  const keys = Object.keys(value);
  if (keys.length > rules.limits.keys) refuseReply(`an object has ${keys.length} keys`);
  for (const key of keys) {
    if (!rules.specialNames && isSpecialName(key)) refuseReply(`an object has the key ${key}`);
    checkModel(Reflect.get(value, key), rules);
  }
}
