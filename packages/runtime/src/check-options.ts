/** What an option may be, in the words of the error that says so. */
export type OptionKind =
  | 'a function'
  | 'true or false'
  | 'a text'
  | 'a number'
  | 'a list'
  | 'an object'
  | 'anything';

/** A name for each option, of which none may be forgotten, and what it may be. */
export type OptionKinds<T> = { readonly [K in keyof Required<T>]: OptionKind };

/**
 * Checks that options are known and of the right kind: one that is misspelt must not be taken for one
 * that was left out. What is `undefined` was left out.
 *
 * @param place what takes the options, such as `rateLimit`, or the option that holds them
 * @throws TypeError that names the option, and what there is in its place
 */
export function checkOptions<T extends object>(
  place: string,
  options: T,
  kinds: OptionKinds<T>,
): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`\`${place}\` takes an object of options.`);
  }
  const known: Readonly<Record<string, OptionKind>> = kinds;
  for (const [name, value] of Object.entries(options)) {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) {
      const names = Object.keys(known).join(', ');
      throw new TypeError(`\`${place}\` has no option \`${name}\`. Its options are ${names}.`);
    }
    if (value !== undefined && !isOfKind(value, kind)) {
      throw new TypeError(`\`${name}\` of \`${place}\` must be ${kind}.`);
    }
  }
}

function isOfKind(value: unknown, kind: OptionKind): boolean {
  switch (kind) {
    case 'a function':
      return typeof value === 'function';
    case 'true or false':
      return typeof value === 'boolean';
    case 'a text':
      return typeof value === 'string';
    case 'a number':
      return typeof value === 'number';
    case 'a list':
      return Array.isArray(value);
    case 'an object':
      return typeof value === 'object' && value !== null;
    case 'anything':
      return true;
  }
}
