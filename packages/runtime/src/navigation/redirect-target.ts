const FULL_URL = /^https?:\/\/[^/\\]/i;

/**
 * Checks where a redirect leads. A path stays on this origin, however it is written; another origin
 * is reached by a full URL alone, so that a path which a client had a hand in (`//evil.test`,
 * `/\evil.test`, `/.//evil.test`) leads nowhere else. `javascript:`, `data:` and their like are
 * refused.
 *
 * @param page the URL of the page that a relative path starts from
 * @returns a path of this origin, or a full URL; both fit for a header
 * @throws TypeError that says what is wrong
 */
export function redirectTarget(url: string, page: URL): string {
  if (!URL.canParse(url, page)) throw new TypeError(`"${url}" is not a URL to redirect to.`);
  const target = new URL(url, page);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    throw new TypeError(`A redirect leads to http: or https:, not to "${target.protocol}".`);
  }
  if (FULL_URL.test(url)) return target.href;
  const path = `${target.pathname}${target.search}${target.hash}`;
  if (target.origin !== page.origin || path.startsWith('//')) {
    throw new TypeError(
      `"${url}" leads to another origin. Write the full URL, with https://, if that is meant.`,
    );
  }
  return path;
}
