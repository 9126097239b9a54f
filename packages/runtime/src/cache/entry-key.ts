import { sha256 } from '../sha-256.ts';

/**
 * The key of one call of a cached function: different for different arguments, and the same on every
 * server.
 *
 * @param label what the function is called in errors
 * @throws TypeError when an argument cannot be part of a key
 */
export async function entryKey(
  version: string,
  name: string,
  args: readonly unknown[],
  label: string = name,
): Promise<string> {
  return sha256(JSON.stringify([version, name, argumentsText(label, args)]));
}

function argumentsText(name: string, args: readonly unknown[]): string {
  return args
    .map((value, index) => {
      try {
        return keyText(value, new Set());
      } catch (error) {
        if (!(error instanceof UnusableValue)) throw error;
        throw new TypeError(
          `Argument ${index + 1} of the cached function "${name}" holds ${error.message}, which ` +
            'cannot be told apart from another. Pass texts, numbers, dates, lists and plain objects.',
          { cause: error },
        );
      }
    })
    .join(',');
}

class UnusableValue extends Error {}

/** A text that no other value has. Whatever can be long is quoted, so no two texts run together. */
function keyText(value: unknown, above: Set<object>): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null ? 'null' : objectText(value, above);
    default:
      throw new UnusableValue(`a ${typeof value}`);
  }
}

function objectText(value: object, above: Set<object>): string {
  if (above.has(value)) throw new UnusableValue('a cycle');
  above.add(value);
  const inner = (item: unknown): string => keyText(item, above);
  const text = textOf(value, inner);
  above.delete(value);
  return text;
}

function textOf(value: object, inner: (item: unknown) => string): string {
  if (Array.isArray(value)) return `[${Array.from(value, inner).join()}]`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof URL) return `URL(${JSON.stringify(value.href)})`;
  // Maps and sets keep an order that the function can see.
  if (value instanceof Map)
    return `Map(${Array.from(value, (pair) => pair.map(inner).join(':')).join()})`;
  if (value instanceof Set) return `Set(${Array.from(value, inner).join()})`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new UnusableValue(`an object of the class "${value.constructor?.name}"`);
  }
  if (Object.getOwnPropertySymbols(value).length > 0) throw new UnusableValue('a symbol');
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${inner(item)}`).join()}}`;
}
