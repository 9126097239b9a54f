/** Turns logged values into text at the time of logging, so that later changes do not show. */

/** How much of a function shows. */
export type Exactness = 'exact' | 'loose';

const maxDepth = 6;

/**
 * The text of `value`. `exact` shows names and lengths of functions; `loose` only that they are
 * functions, for what a network has been between.
 */
export function format(value: unknown, exactness: Exactness, depth = 0): string {
  if (typeof value === 'function') return formatFunction(value, exactness);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth === maxDepth) return '…';
  const inner = (item: unknown): string => format(item, exactness, depth + 1);
  if (value instanceof Error) return `[${value.name}]`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof Map) return `Map(${[...value].map(inner).join(', ')})`;
  if (value instanceof Set) return `Set(${[...value].map(inner).join(', ')})`;
  if (Array.isArray(value)) return `[${Array.from(value, inner).join(', ')}]`;
  const members = Reflect.ownKeys(value)
    .map((key) => [String(key), Reflect.get(value, key)] as const)
    // React drops members that are undefined.
    .filter(([, member]) => exactness === 'exact' || member !== undefined);
  return `${prefix(value)}{${members.map(([key, member]) => `${key}: ${inner(member)}`).join(', ')}}`;
}

function formatFunction(value: Function, exactness: Exactness): string {
  return exactness === 'exact' ? `[function ${String(value.name)}/${value.length}]` : '[function]';
}

function prefix(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return '';
  if (typeof prototype === 'function') return '[function as prototype]';
  return prototype === null ? 'null ' : 'instance ';
}

/** The own properties of a class or object, in an order that does not depend on definition order. */
export function inspect(target: object): Record<string, string> {
  const entries = Reflect.ownKeys(target)
    .filter((key) => key !== 'prototype')
    .map((key) => {
      const { value, writable, enumerable, configurable } =
        Object.getOwnPropertyDescriptor(target, key) ?? {};
      const flags = [writable && 'w', enumerable && 'e', configurable && 'c']
        .filter(Boolean)
        .join('');
      return [String(key), `${typeof value} ${flags}`] as const;
    });
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
