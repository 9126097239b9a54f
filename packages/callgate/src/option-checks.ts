/** Makes the error for a value that an option does not allow. */
export function wrongOption(name: string, allowed: string, value: unknown): TypeError {
  return new TypeError(`callgate: option \`${name}\` must be ${allowed}, not ${describe(value)}`);
}

/** Checks that `options` is an object with no key but the known ones. */
export function checkKeys(options: unknown, known: ReadonlySet<string>, owner: string): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`callgate: ${owner} must be an object, not ${describe(options)}`);
  }
  for (const key in options) {
    if (!known.has(key)) {
      const names = [...known].map((name) => `\`${name}\``).join(', ');
      throw new TypeError(`callgate: ${owner} has no \`${key}\`; there are ${names}`);
    }
  }
}

/** Checks a string that has to be given. */
export function requireString(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw wrongOption(name, 'a string', value);
  // Half of a surrogate pair has no UTF-8: what is not the same here would be the same in the addon.
  if (!value.isWellFormed()) throw wrongOption(name, 'well-formed Unicode', value);
}

/** Checks an option that is a string. */
export function checkString(name: string, value: unknown): asserts value is string | undefined {
  if (value !== undefined) requireString(name, value);
}

/** Checks an option that is `true` or `false`. */
export function checkBoolean(name: string, value: unknown): asserts value is boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean') {
    throw wrongOption(name, '`true` or `false`', value);
  }
}

/** Checks an option that is a list of strings. */
export function checkStrings(
  name: string,
  value: unknown,
): asserts value is readonly string[] | undefined {
  if (value !== undefined) requireStrings(name, value);
}

/** Checks an option that maps names to lists of strings. */
export function checkStringsByName(
  name: string,
  value: unknown,
): asserts value is Readonly<Record<string, readonly string[]>> | undefined {
  if (value === undefined) return;
  for (const [place, strings] of requireEntries(name, 'an object of arrays of strings', value)) {
    requireStrings(place, strings);
  }
}

/** The values of an option that is an object with any keys, each with what to call it. */
export function requireEntries(
  name: string,
  allowed: string,
  value: unknown,
): [place: string, value: unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrongOption(name, allowed, value);
  }
  return Object.entries(value).map(([key, item]) => {
    const place = `${name}[${JSON.stringify(key)}]`;
    requireString(place, key);
    return [place, item];
  });
}

function requireStrings(name: string, value: unknown): void {
  if (!Array.isArray(value)) throw wrongOption(name, 'an array of strings', value);
  for (const [index, item] of value.entries()) requireString(`${name}[${index}]`, item);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
