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
 * It never throws and never changes what a read along the paths gives: a nullish or primitive value
 * is passed as it is, and when a getter throws, the whole value is.
 */
export function narrowCapture(value: unknown, paths: CapturePaths): unknown {
  if (paths === null || !hasMembers(value)) return value;
  const tree = pathTree(paths);
  if (tree === null) return value;
  try {
    return copyMembers(value, tree);
  } catch {
    return value;
  }
}

function copyMembers(source: object, tree: PathTree): object {
  const copy = {};
  for (const [key, below] of tree) {
    const member: unknown = Reflect.get(source, key);
    Object.defineProperty(copy, key, {
      value: below !== null && hasMembers(member) ? copyMembers(member, below) : member,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
  return copy;
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

function hasMembers(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
