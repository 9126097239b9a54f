import { requireAction, requireRequestContext } from '../context/require-context.ts';
import type { CookieAttributes } from './cookie-attributes.ts';
import type { Cookie } from './cookie-jar.ts';

/** A cookie with its attributes, for `set`. */
export interface CookieToSet extends CookieAttributes {
  readonly name: string;
  readonly value: string;
}

/** Which cookie is deleted: a browser keeps one for each name, domain and path. */
export interface CookieToDelete {
  readonly name: string;
  readonly domain?: string;
  /** @default '/' */
  readonly path?: string;
}

/** What `cookies()` gives. */
export interface CookieStore extends Iterable<[string, Cookie]> {
  readonly size: number;
  get(name: string): Cookie | undefined;
  /** All cookies, or those of one name. */
  getAll(name?: string): Cookie[];
  has(name: string): boolean;
  /** Sets a cookie, in a server function only. Its path is `/` unless given. */
  set(name: string, value: string, attributes?: CookieAttributes): CookieStore;
  set(cookie: CookieToSet): CookieStore;
  /** Deletes a cookie, in a server function only. */
  delete(cookie: string | CookieToDelete): CookieStore;
  /** As the header `cookie` has them. */
  toString(): string;
}

/** The cookies of the request that the running code belongs to. */
export function createCookieStore(): CookieStore {
  const { cookies } = requireRequestContext('cookies()');
  const { values } = cookies;
  const store: CookieStore = {
    get size() {
      return values.size;
    },
    get(name) {
      const value = values.get(name);
      return value === undefined ? undefined : { name, value };
    },
    getAll(name) {
      const all = Array.from(values, ([key, value]) => ({ name: key, value }));
      return name === undefined ? all : all.filter((cookie) => cookie.name === name);
    },
    has: (name) => values.has(name),
    set(cookie: string | CookieToSet, given?: string, attributes?: CookieAttributes) {
      const { name, value, ...rest } =
        typeof cookie === 'string' ? { name: cookie, value: given, ...attributes } : cookie;
      if (typeof value !== 'string') {
        throw new TypeError(`The value of the cookie "${name}" must be a string.`);
      }
      requireAction('cookies().set()').cookies.set(name, value, rest);
      return store;
    },
    delete(cookie) {
      const { name, ...place } = typeof cookie === 'string' ? { name: cookie } : cookie;
      // A browser takes no cookie with these prefixes, not even one that deletes, that is not secure.
      const secure = /^__(?:secure|host)-/i.test(name);
      requireAction('cookies().delete()').cookies.set(name, '', {
        ...place,
        secure,
        expires: new Date(0),
      });
      return store;
    },
    toString: () =>
      Array.from(values, ([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
    *[Symbol.iterator]() {
      for (const [name, value] of values) yield [name, { name, value }];
    },
  };
  return store;
}
