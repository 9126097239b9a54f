/** An element of a revived page. */
export interface FoundElement {
  readonly type: unknown;
  readonly props: Readonly<Record<string, unknown>>;
}

type ServerFunction = (...args: unknown[]) => Promise<unknown>;

/** All elements of a revived page, in the order of the document. */
export function* elementsOf(tree: unknown): Generator<FoundElement> {
  if (Array.isArray(tree)) {
    for (const each of tree) yield* elementsOf(each);
  } else if (isLazy(tree)) {
    yield* elementsOf(tree._init(tree._payload));
  } else if (isElement(tree)) {
    yield tree;
    yield* elementsOf(tree.props['children']);
  }
}

/** The functions that elements of a revived page have as the prop `name`. */
export function functionProps(tree: unknown, name: string): ServerFunction[] {
  return [...elementsOf(tree)]
    .map(({ props }) => props[name])
    .filter((value): value is ServerFunction => typeof value === 'function');
}

/** The action of the form whose button says `label` inside of `tree`. */
export function formAction(tree: unknown, label: string): ServerFunction {
  for (const { type, props } of elementsOf(tree)) {
    const labels = [...elementsOf(props['children'])].flatMap((child) => [
      child.props['aria-label'],
      child.props['children'],
    ]);
    if (type === 'form' && labels.includes(label)) return props['action'] as ServerFunction;
  }
  throw new Error(`There is no form with the button "${label}".`);
}

/** A part of the page that has arrived in a row of its own. */
function isLazy(
  value: unknown,
): value is { _payload: unknown; _init: (payload: unknown) => unknown } {
  return typeof value === 'object' && value !== null && '_init' in value && '_payload' in value;
}

function isElement(value: unknown): value is FoundElement {
  return typeof value === 'object' && value !== null && 'props' in value && 'type' in value;
}
