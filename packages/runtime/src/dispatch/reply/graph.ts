import type { Limits } from '../limits.ts';
import type { Accepted } from './accepted.ts';
import { type Container, isContainer, ownMember } from './model.ts';
import { refuseReply } from './refuse.ts';
import type { Reference } from './sigil.ts';

/** The models of a reply, parsed, and the references in them by their texts. */
export interface Models {
  readonly roots: ReadonlyMap<number, unknown>;
  readonly chunks: ReadonlyMap<number, readonly unknown[]>;
  readonly references: ReadonlyMap<string, Reference>;
}

/** A container that references lead to, or a root. What is between nodes is only depth. */
interface Node {
  readonly edges: { readonly to: Node; readonly depth: number }[];
  /** How deep it is without what its edges lead to. */
  height: number;
  /** How deep it is with that; `'open'` while its edges are followed. */
  total: number | 'open' | undefined;
}

/**
 * Follows all references of a reply: they must lead to values, end somewhere, and not nest deeper than
 * the limit.
 *
 * @throws Refusal when they do not
 */
export function checkReferences(
  models: Models,
  { limits, accept }: { readonly limits: Limits; readonly accept: Accepted },
): void {
  for (const root of buildGraph(models)) {
    if (totalDepth(root, 0) > limits.depth) refuseTooDeep();
  }

  // Each step leads deeper, so recursion goes no deeper than the limit.
  function totalDepth(node: Node, above: number): number {
    if (above > limits.depth) refuseTooDeep();
    if (node.total === 'open') {
      if (accept.cycles === true) return 0;
      refuseReply('an argument contains itself');
    }
    if (node.total !== undefined) return node.total;
    node.total = 'open';
    let deepest = node.height;
    for (const { to, depth } of node.edges) {
      deepest = Math.max(deepest, depth + totalDepth(to, above + depth + 1));
    }
    return (node.total = deepest);
  }

  function refuseTooDeep(): never {
    refuseReply(`references nest deeper than ${limits.depth}`);
  }
}

/** Makes the graph of a reply, in time linear in its size, and gives its roots. */
function buildGraph({ roots, chunks, references }: Models): Iterable<Node> {
  const nodes = new Map<Container, Node>();
  const rootNodes = new Map([...roots].map(([part, root]) => [part, nodeOf(root)]));
  const chunkNodes = new Map([...chunks].map(([stream, list]) => [stream, list.map(nodeOf)]));
  const targets = new Map<string, readonly Node[]>();
  for (const [text, reference] of references) targets.set(text, targetsOf(reference));
  for (const [part, root] of roots) walk(root, rootNodes.get(part), 0);
  for (const [stream, list] of chunks) {
    for (const [index, chunk] of list.entries()) walk(chunk, chunkNodes.get(stream)?.[index], 0);
  }
  return [...rootNodes.values(), ...[...chunkNodes.values()].flat()];

  function nodeOf(value: unknown): Node {
    const node = (isContainer(value) ? nodes.get(value) : undefined) ?? createNode();
    if (isContainer(value)) nodes.set(value, node);
    return node;
  }

  function targetsOf({ kind, part, path }: Reference): readonly Node[] {
    if (kind === 'stream') return chunkNodes.get(part) ?? [];
    const root = rootNodes.get(part);
    if (path.length === 0) return root === undefined ? [] : [root];
    const member = memberAt(roots.get(part), path);
    if (isContainer(member)) return [nodeOf(member)];
    // A map, a file and the like stand in another part, where they are met first.
    const outlined = typeof member === 'string' ? references.get(member) : undefined;
    if (outlined === undefined || outlined.path.length > 0) {
      refuseReply('a reference leads to no object');
    }
    return targetsOf(outlined);
  }

  /** Gives its height to a node, and edges to where its texts and the nodes in it are. */
  function walk(value: unknown, node: Node | undefined, depth: number): number {
    if (typeof value === 'string') {
      for (const to of targets.get(value) ?? []) node?.edges.push({ to, depth });
      return 0;
    }
    if (!isContainer(value)) return 0;
    const own = depth === 0 ? undefined : nodes.get(value);
    if (own !== undefined) {
      node?.edges.push({ to: own, depth });
      return walk(value, own, 0);
    }
    let height = 0;
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    for (const member of members) height = Math.max(height, walk(member, node, depth + 1));
    if (depth === 0 && node !== undefined) node.height = height + 1;
    return height + 1;
  }
}

function createNode(): Node {
  return { edges: [], height: 0, total: undefined };
}

/** React writes a path from the part that an object stands in, so it never leads through another. */
function memberAt(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) {
    value = ownMember(value, key);
    if (value === undefined) refuseReply('a reference leads to nothing');
  }
  return value;
}
