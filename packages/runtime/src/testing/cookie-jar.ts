/** The cookies of one origin, by name. */
export interface CookieJar {
  readonly cookies: Map<string, string>;
  /** The header that a browser would send. */
  header(): string | undefined;
  /** Takes over what an answer sets and deletes. */
  store(response: Response): void;
}

/** Makes a jar. Paths and domains are not looked at: a test has one app. */
export function createCookieJar(initial: Readonly<Record<string, string>> = {}): CookieJar {
  const cookies = new Map(Object.entries(initial));
  return {
    cookies,
    header() {
      if (cookies.size === 0) return undefined;
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    store(response) {
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';');
        const equals = pair.indexOf('=');
        const name = pair.slice(0, equals).trim();
        if (attributes.some(isOver)) cookies.delete(name);
        else cookies.set(name, pair.slice(equals + 1).trim());
      }
    },
  };
}

/** Whether an attribute says that the cookie has no life left. */
function isOver(attribute: string): boolean {
  const [name = '', value = ''] = attribute.split('=').map((part) => part.trim());
  if (/^max-age$/i.test(name)) return Number(value) <= 0;
  return /^expires$/i.test(name) && Date.parse(value) <= Date.now();
}
