/** What the generator knows about a name: how it is declared and what it holds. */
import type { FunctionContext } from './function-context.ts';
import type { Scope } from './scope.ts';

/** What kind of value a binding holds, which decides how it may be used. */
export type ValueKind =
  | 'number'
  | 'string'
  | 'object'
  | 'array'
  | 'nullish'
  /** Anything that can cross the network; only uses that suit every value. */
  | 'plain'
  /** An object that holds a function, so only some of its members can cross the network. */
  | 'opaque'
  | 'server'
  | 'local'
  | 'class'
  | 'instance'
  /** A string that names an element, for JSX tags. */
  | 'tag';

/** A function that can be reached through a binding. */
export interface Callable {
  /** What follows the binding's name: nothing, or a member access. */
  readonly suffix: string;
  readonly server: boolean;
  readonly generator: boolean;
  readonly async: boolean;
}

/** How a binding is declared. */
export type Declaration =
  | 'const'
  | 'let'
  | 'var'
  | 'using'
  | 'function'
  | 'class'
  | 'parameter'
  | 'pattern'
  | 'rest'
  | 'default'
  | 'loop'
  | 'catch'
  | 'own name'
  | 'import'
  | 'enum';

/** A declared name. */
export interface Binding {
  readonly name: string;
  readonly declaration: Declaration;
  readonly kind: ValueKind;
  readonly scope: Scope;
  readonly assignable: boolean;
  /** Functions that run when something reachable through this binding is called. */
  readonly closures: FunctionContext[];
  /** Bindings that the value of this one was made from. */
  readonly sources: Set<Binding>;
  callables: Callable[];
  /** Whether code at the point that is being written may read it. */
  initialised: boolean;
  /** Whether calling it assigns to bindings that it does not own. */
  readonly impure: boolean;
  /** A reference that a compiler knows to be a server function without following values. */
  readonly direct: boolean;
}

/** What has to be said of a new binding; everything left out is false. */
export interface BindingPlan {
  readonly declaration: Declaration;
  readonly kind: ValueKind;
  readonly assignable?: boolean;
  readonly initialised?: boolean;
  readonly impure?: boolean;
  readonly direct?: boolean;
}

/** Every binding that a use of `start` can come to read, `start` included. */
export function reachable(start: Binding): Set<Binding> {
  const found = new Set([start]);
  for (const binding of found) {
    for (const source of binding.sources) found.add(source);
    for (const closure of binding.closures) {
      for (const use of closure.uses) found.add(use);
    }
  }
  return found;
}
