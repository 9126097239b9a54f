import type { RevalidatedPath } from '../context/action-effects.ts';

const MAXIMUM_LENGTH = 1024;

/**
 * Checks and normalises a path given to `revalidatePath`.
 *
 * @throws TypeError that says what is wrong
 */
export function toRevalidatedPath(
  path: string,
  type: 'page' | 'layout' | undefined,
): RevalidatedPath {
  const refuse = (rule: string): never => {
    throw new TypeError(`\`revalidatePath\` was given ${JSON.stringify(path)}: ${rule}.`);
  };
  if (typeof path !== 'string' || !path.startsWith('/')) refuse('a path starts with a slash');
  if (/[?#]/.test(path)) refuse('a path has no query and no fragment');
  if (type !== undefined && type !== 'page' && type !== 'layout')
    refuse('the second argument is the type, "page" or "layout"');
  if (type === undefined && /\[[^/]+\]/.test(path)) {
    refuse('a route with parameters needs the second argument, "page" or "layout"');
  }
  const normalised = normalise(path);
  if (normalised.length > MAXIMUM_LENGTH) {
    refuse(`a path has at most ${MAXIMUM_LENGTH} characters, as a URL has it`);
  }
  return { path: normalised, type };
}

/** The tag of a path that was revalidated. */
export function pathTag({
  path,
  type = 'path',
}: {
  path: string;
  type?: string | undefined;
}): string {
  return `${type}:${path}`;
}

/**
 * The tags of a page, which everything that it reads from the cache has while it is read for this
 * page: its path, its route, and the layouts above it.
 */
export function pageTags(page: URL, route: string | undefined): readonly string[] {
  const path = normalise(page.pathname);
  const tags = new Set([pathTag({ path })]);
  for (const name of [path, ...(route === undefined ? [] : [normalise(route)])]) {
    tags.add(pathTag({ path: name, type: 'page' }));
    for (const layout of layoutsOf(name)) tags.add(pathTag({ path: layout, type: 'layout' }));
  }
  return [...tags];
}

/**
 * Turns `/posts/[id]` into `/`, `/posts`, `/posts/[id]`. What is too long to be revalidated is left
 * out: a client writes the path of its page, and all layouts of a long one are long together.
 */
function layoutsOf(path: string): string[] {
  const layouts = ['/'];
  let layout = '';
  for (const segment of path.split('/')) {
    if (segment === '') continue;
    layout += `/${segment}`;
    if (layout.length > MAXIMUM_LENGTH) break;
    layouts.push(layout);
  }
  return layouts;
}

/** As in the URL of a page: encoded, without dots, and without a slash at the end. */
function normalise(path: string): string {
  const { pathname } = new URL(`http://callgate.invalid${path}`);
  return pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
}
