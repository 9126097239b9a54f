/** The member paths of a capture that its function reads; `null`: the function needs all of it. */
export type CapturePaths = readonly (readonly string[])[] | null;

/** The member paths as a tree; `null` stands for a value that is needed whole. */
type PathTree = Map<string, PathTree | null>;

/**
 * Copies of a captured value what the function reads.
 *
 * ```
 * narrowCapture(user, [['id'], ['team', 'name']])  // { id: user.id, team: { name: user.team.name } }
 * ```
 *
 * It never throws and never breaks an optional chain: a nullish or primitive value is passed as it
 * is. So are React's references, whose proxies answer reads with errors. A member whose getter
 * throws is left out: the function may never read it, and no copy could throw in its place. A value
 * whose method is read, as in `typeof list.map`, is passed whole: the method comes with it.
 */
export function narrowCapture(value: unknown, paths: CapturePaths): unknown {
  if (paths === null || !hasMembers(value)) return value;
  const tree = pathTree(paths);
  return tree === null ? value : copyMembers(value, tree);
}

function copyMembers(source: object, tree: PathTree): object {
  const copy = {};
  for (const [key, below] of tree) {
    const member = readMember(source, key);
    if (member === undefined) continue;
    const { value } = member;
    if (below === null && typeof value === 'function' && !isReference(value)) return source;
    Object.defineProperty(copy, key, {
      value: below !== null && hasMembers(value) ? copyMembers(value, below) : value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
  return copy;
}

function readMember(source: object, key: string): { value: unknown } | undefined {
  try {
    return { value: Reflect.get(source, key) };
  } catch {
    return undefined;
  }
}

/** `null` when the whole value is needed: an empty path, or a step that no copy can carry. */
function pathTree(paths: readonly (readonly string[])[]): PathTree | null {
  const root: PathTree = new Map();
  for (const path of paths) {
    const last = path.at(-1);
    if (last === undefined || path.some(isSpecial)) return null;
    let node: PathTree | null = root;
    for (const step of path.slice(0, -1)) {
      const next: PathTree | null | undefined = node.get(step);
      node = next === undefined ? addBranch(node, step) : next;
      if (node === null) break;
    }
    node?.set(last, null);
  }
  return root;
}

function addBranch(node: PathTree, step: string): PathTree {
  const branch: PathTree = new Map();
  node.set(step, branch);
  return branch;
}

/** Steps that every plain object answers to, and keys that make a copy look like something else. */
function isSpecial(step: string): boolean {
  return step in Object.prototype || step === 'then' || step === 'toJSON' || step === '$$typeof';
}

/** Whether a value is copied member by member. */
function hasMembers(value: unknown): value is object {
  if (typeof value === 'function') return !isReference(value);
  return typeof value === 'object' && value !== null && !isReference(value);
}

/** A client or server reference of React, or an element: they are what they are, as a whole. */
function isReference(value: object): boolean {
  return typeof readMember(value, '$$typeof')?.value === 'symbol';
}
