import { isActionError } from '@callgate/runtime/server';

import { refuse } from './refuse.ts';
import { text } from './validate.ts';

/** What a field must be. */
export interface FieldRule {
  readonly max: number;
  readonly pattern?: RegExp;
  /** The pattern in words. */
  readonly rule?: string;
}

/** What has to be mended in a form, and what was in it. */
export interface FormErrors {
  readonly errors: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** The fields of a form that were read. */
export interface Fields<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  /** By field; `null` when all of them are as they must be. */
  readonly errors: Readonly<Record<string, string>> | null;
}

/** Reads the texts of a form, and says of each what is wrong with it. */
export function readFields<Name extends string>(
  form: FormData,
  rules: Readonly<Record<Name, FieldRule>>,
): Fields<Name> {
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const [name, rule] of Object.entries<FieldRule>(rules)) {
    const given = form.get(name);
    values[name] = typeof given === 'string' ? given.slice(0, rule.max) : '';
    try {
      values[name] = text(given, name, rule);
      if (rule.pattern?.test(values[name]) === false) {
        refuse(400, 'invalid-argument', rule.rule ?? 'This has the wrong form.');
      }
    } catch (error) {
      if (!isActionError(error)) throw error;
      errors[name] = given === '' ? 'Write something here.' : error.message;
    }
  }
  return {
    // Every name of `rules` has got a value.
    values: values as Record<Name, string>,
    errors: Object.keys(errors).length > 0 ? errors : null,
  };
}
