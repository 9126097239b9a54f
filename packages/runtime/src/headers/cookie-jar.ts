import { parseCookie, stringifySetCookie } from 'cookie';
import type { ActionEffects } from '../context/action-effects.ts';
import { type CookieAttributes, checkCookie } from './cookie-attributes.ts';

/** A cookie of the request, or one that the action has set. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** The cookies of one request, and what an action does to them. */
export interface CookieJar {
  /** By name, as the next request would send them. */
  readonly values: ReadonlyMap<string, string>;
  /** @throws TypeError when browsers would ignore the cookie */
  set(name: string, value: string, attributes: CookieAttributes): void;
}

/** As the line of a cookie has them. */
type CompleteAttributes = Omit<CookieAttributes, 'expires'> & {
  readonly path: string;
  readonly expires?: Date;
};

/**
 * Reads the cookies of a request.
 *
 * @param effects where `set-cookie` is collected; a cookie that is set again is sent once
 */
export function createCookieJar(header: string, effects: ActionEffects): CookieJar {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(parseCookie(header))) {
    if (value !== undefined) values.set(name, value);
  }
  const positions = new Map<string, number>();
  return {
    values,
    set(name, value, attributes) {
      const complete = completed(attributes);
      const line = stringifySetCookie({ name, value, ...complete });
      checkCookie(name, line, complete);
      const place = JSON.stringify([name, complete.domain?.toLowerCase(), complete.path]);
      const position = positions.get(place) ?? effects.setCookies.length;
      positions.set(place, position);
      effects.setCookies[position] = line;
      if (isExpired(complete)) values.delete(name);
      else values.set(name, value);
    },
  };
}

/** With what is meant: a path that is `undefined` was left out, and a number is a moment. */
function completed({ path = '/', expires, ...rest }: CookieAttributes): CompleteAttributes {
  const moment = typeof expires === 'number' ? new Date(expires) : expires;
  return { ...rest, path, ...(moment !== undefined && { expires: moment }) };
}

/** `Max-Age` decides before `Expires`, as in browsers. */
function isExpired({ maxAge, expires }: CompleteAttributes): boolean {
  if (maxAge !== undefined) return maxAge <= 0;
  return expires !== undefined && expires.getTime() <= Date.now();
}
