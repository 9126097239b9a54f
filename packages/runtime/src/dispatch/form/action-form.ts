import { Refusal } from '../../refusal.ts';
import type { Entry } from '../body/form-reader.ts';
import { ID_PATTERN } from '../manifest.ts';
import { ownMember } from '../reply/model.ts';
import { isSpecialName } from '../reply/special-names.ts';

/** A form that was posted without JavaScript, as React has rendered it. */
export interface ActionForm {
  /** Id of the action. */
  readonly id: string;
  /** The reply that holds the id and the bound arguments; `undefined` without bound arguments. */
  readonly reply: readonly Entry[] | undefined;
  /** What the person has filled in. */
  readonly fields: readonly Entry[];
  /** What React finds the form's state by. */
  readonly state: readonly Entry[];
}

const ACTION = '$ACTION_';
const BY_ID = '$ACTION_ID_';
const BY_REFERENCE = '$ACTION_REF_';
const KEY = '$ACTION_KEY';
// A number, after what the app gave as React's `identifierPrefix`.
const PREFIX = /^[\w.:-]{1,64}$/;
const REPLY_FIELD = /^\$ACTION_(?!ID_|REF_)[\w.:-]{1,64}:/;

/**
 * Sorts the fields of a form, and finds the one action that it is for. A form has an action, and the
 * button that was pressed may have another: the last one counts, as in React.
 *
 * @throws Refusal for a form without an action, with too many, or with fields that React does not write
 */
export function readActionForm(entries: readonly Entry[]): ActionForm {
  const actions = new Set<string>();
  const fields: Entry[] = [];
  for (const entry of entries) {
    const [name, value] = entry;
    if (!name.startsWith(ACTION)) {
      if (isSpecialName(name)) throw new Refusal('form', `a field is called ${name}`);
      fields.push(entry);
    } else if (isActionName(name)) {
      if (actions.has(name)) throw new Refusal('form', 'an action is given twice');
      if (value !== '') throw new Refusal('form', 'an action has a value');
      actions.add(name);
    } else if (name !== KEY && !REPLY_FIELD.test(name)) {
      throw new Refusal('form', 'a field is none that React writes');
    }
  }
  const action = [...actions].at(-1);
  if (action === undefined) throw new Refusal('form', 'the form has no action');
  if (actions.size > 2) throw new Refusal('form', 'the form has more than two actions');
  if (action.startsWith(BY_ID)) {
    return { id: action.slice(BY_ID.length), reply: undefined, fields, state: [] };
  }
  return { ...readReference(action, entries), fields };
}

function isActionName(name: string): boolean {
  if (name.startsWith(BY_ID)) {
    if (!ID_PATTERN.test(name.slice(BY_ID.length))) throw new Refusal('id', 'the id is malformed');
    return true;
  }
  return name.startsWith(BY_REFERENCE) && PREFIX.test(name.slice(BY_REFERENCE.length));
}

/** An action with bound arguments: a reply, with a prefix before the name of each part. */
function readReference(
  action: string,
  entries: readonly Entry[],
): Pick<ActionForm, 'id' | 'reply' | 'state'> {
  const prefix = `${ACTION}${action.slice(BY_REFERENCE.length)}:`;
  const reply = entries
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]): Entry => [name.slice(prefix.length), value]);
  const keys = entries.filter(([name]) => name === KEY);
  if (keys.length > 1) throw new Refusal('form', 'the form has two keys');
  const state = entries.filter(([name]) => name === action || name.startsWith(prefix));
  return { id: readId(reply), reply, state: [...state, ...keys] };
}

function readId(reply: readonly Entry[]): string {
  const [root, ...others] = reply.filter(([name]) => name === '0').map(([, value]) => value);
  if (typeof root !== 'string' || others.length > 0) {
    throw new Refusal('form', 'the action of the form is not there');
  }
  let id: unknown;
  try {
    id = ownMember(JSON.parse(root), 'id');
  } catch (cause) {
    throw new Refusal('form', 'the action of the form is not JSON', { cause });
  }
  if (typeof id === 'string' && ID_PATTERN.test(id)) return id;
  throw new Refusal('id', 'the id is malformed');
}
