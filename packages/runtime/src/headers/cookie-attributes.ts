/** How long, where and to whom a cookie is sent. */
export interface CookieAttributes {
  readonly domain?: string;
  /** A date, or the milliseconds since 1970 that it stands for. */
  readonly expires?: Date | number;
  /** Not to be read by scripts. */
  readonly httpOnly?: boolean;
  /** In seconds. */
  readonly maxAge?: number;
  readonly partitioned?: boolean;
  /** @default '/' */
  readonly path?: string;
  readonly priority?: 'low' | 'medium' | 'high';
  readonly sameSite?: boolean | 'lax' | 'strict' | 'none';
  readonly secure?: boolean;
}

// What RFC 6265bis lets browsers ignore without a word: the name and value, and each attribute.
const MAXIMUM_PAIR = 4096;
const MAXIMUM_ATTRIBUTE = 1024;

/**
 * Makes sure that a browser takes a cookie. What browsers ignore silently is an error here, because
 * the session that was not stored shows itself only at the next request.
 *
 * @param line the cookie as the value of `set-cookie`
 * @throws TypeError that names the cookie and the rule
 */
export function checkCookie(name: string, line: string, attributes: CookieAttributes): void {
  const { domain, path, secure = false, sameSite, partitioned = false } = attributes;
  const refuse = (rule: string): never => {
    throw new TypeError(`Browsers ignore the cookie "${name}": ${rule}.`);
  };
  const [pair = ''] = line.split(';', 1);
  if (pair.length > MAXIMUM_PAIR) refuse(`its name and value have more than ${MAXIMUM_PAIR} bytes`);
  for (const attribute of [domain, path]) {
    if (attribute !== undefined && attribute.length > MAXIMUM_ATTRIBUTE) {
      refuse(`an attribute has more than ${MAXIMUM_ATTRIBUTE} bytes`);
    }
  }
  if (sameSite === 'none' && !secure) refuse('`sameSite: "none"` needs `secure`');
  if (partitioned && !secure) refuse('`partitioned` needs `secure`');
  if (/^__(?:secure|host)-/i.test(name) && !secure) refuse('its prefix needs `secure`');
  if (/^__host-/i.test(name) && (path !== '/' || domain !== undefined)) {
    refuse('the prefix `__Host-` needs the path `/` and no domain');
  }
}
