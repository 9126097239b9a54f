/** An advisory about React's decoder of arguments, with the patch that fixes it, by minor version. */
interface Advisory {
  readonly name: string;
  readonly fixedIn: Readonly<Record<string, number>>;
}

const ADVISORIES: readonly Advisory[] = [
  { name: 'CVE-2025-55182', fixedIn: { '19.0': 1, '19.1': 2, '19.2': 1 } },
  { name: 'CVE-2025-55183', fixedIn: { '19.0': 2, '19.1': 3, '19.2': 2 } },
  { name: 'CVE-2025-55184', fixedIn: { '19.0': 2, '19.1': 3, '19.2': 2 } },
  { name: 'CVE-2025-67779', fixedIn: { '19.0': 3, '19.1': 4, '19.2': 3 } },
  { name: 'CVE-2026-23864', fixedIn: { '19.0': 4, '19.1': 5, '19.2': 4 } },
  { name: 'CVE-2026-23869', fixedIn: { '19.0': 5, '19.1': 6, '19.2': 5 } },
  { name: 'CVE-2026-23870', fixedIn: { '19.0': 6, '19.1': 7, '19.2': 6 } },
  { name: 'CVE-2026-64641', fixedIn: { '19.0': 8, '19.1': 9, '19.2': 8 } },
  {
    name: 'the security release of October 2026',
    fixedIn: { '19.0': 9, '19.1': 10, '19.2': 9, '19.3': 1 },
  },
];

// What is built from React's main branch says only when: the last fix is of this day.
const FIXED_ON = 20_261_014;

const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-(?:canary|experimental)-[\da-f]+-(\d{8}))?$/;

/**
 * Refuses a version of React whose decoder of arguments has a known hole.
 *
 * @throws Error which names the advisories, and the version to install
 */
export function assertReactVersion(packageName: string, version: string): void {
  const [, major, minor, patch, date] = VERSION.exec(version) ?? [];
  if (date !== undefined ? Number(date) > FIXED_ON : isNewLine(Number(major), Number(minor)))
    return;
  const line = `${major}.${minor}`;
  const open = ADVISORIES.filter(
    ({ fixedIn }) => date !== undefined || !(Number(patch) >= (fixedIn[line] ?? fixOf(line))),
  );
  if (open.length === 0) return;
  const floor = ADVISORIES.at(-1)?.fixedIn[line];
  throw new Error(
    `${packageName} ${version} is open to ${open.map(({ name }) => name).join(', ')}. ` +
      `Install ${floor === undefined ? '19.3.1' : `${line}.${floor}`} or a later version.`,
  );
}

/** Lines after 19.3 have all fixes from their start. */
function isNewLine(major: number, minor: number): boolean {
  return major > 19 || (major === 19 && minor > 3);
}

/** A line that an advisory does not name came after its fix; what is older than 19.0 never got one. */
function fixOf(line: string): number {
  return line === '19.3' ? 0 : Number.POSITIVE_INFINITY;
}
