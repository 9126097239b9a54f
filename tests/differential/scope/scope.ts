/** Scopes of the program that is being written, and which names they can still take. */
import type { Binding, BindingPlan } from './binding.ts';
import type { FunctionContext } from './function-context.ts';

/** A scope: the names declared in it, and what declares around and inside it. */
export interface Scope {
  readonly parent: Scope | null;
  readonly context: FunctionContext;
  /**
   * `function` takes `var` and repeated function declarations; `block` does not; `handler` holds the
   * parameter of a `catch`.
   */
  readonly kind: 'module' | 'parameters' | 'handler' | 'function' | 'block';
  readonly names: Map<string, Binding>;
  /** Names of `var` declarations that are hoisted out through this scope. */
  readonly passed: Set<string>;
  /**
   * `using` and functions that are declared twice keep out of one another's scopes: the lowering of
   * `using` moves functions into a block, where declaring them twice is illegal.
   */
  exclusive: 'using' | 'redeclared' | null;
}

/** Makes a scope inside `parent`. */
export function createScope(
  parent: Scope | null,
  context: FunctionContext,
  kind: Scope['kind'],
): Scope {
  return { parent, context, kind, names: new Map(), passed: new Set(), exclusive: null };
}

/** Whether a lexical declaration of `name` is legal in `scope`. */
export function canDeclareLexically(scope: Scope, name: string): boolean {
  if (scope.names.has(name) || scope.passed.has(name)) return false;
  // The body of a function or of a `catch` shares its names with the parameters.
  const parent = scope.parent;
  const shares =
    (scope.kind === 'function' && parent?.kind === 'parameters') || parent?.kind === 'handler';
  return !(shares && parent?.names.has(name));
}

/** Where a `var` written in `scope` lands, or null when the name is taken there or on the way. */
export function varTarget(scope: Scope, name: string): Scope | null {
  let current = scope;
  while (current.kind === 'block' || current.kind === 'handler') {
    if (current.names.has(name) || current.parent === null) return null;
    current = current.parent;
  }
  return current.names.has(name) ? null : current;
}

/** Adds a binding to `scope`. The name has to be free there. */
export function addBinding(scope: Scope, name: string, plan: BindingPlan): Binding {
  const binding = createBinding(scope, name, plan);
  scope.names.set(name, binding);
  return binding;
}

/** Makes a binding that nothing can name. */
export function createBinding(scope: Scope, name: string, plan: BindingPlan): Binding {
  return {
    name,
    declaration: plan.declaration,
    kind: plan.kind,
    scope,
    assignable: plan.assignable ?? false,
    closures: [],
    sources: new Set(),
    callables: [],
    initialised: plan.initialised ?? false,
    impure: plan.impure ?? false,
    direct: plan.direct ?? false,
  };
}

/** The bindings that can be named in `scope`, innermost first. */
export function visibleBindings(scope: Scope): Binding[] {
  const visible = new Map<string, Binding>();
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    for (const [name, binding] of current.names) {
      if (!visible.has(name)) visible.set(name, binding);
    }
  }
  return [...visible.values()];
}
