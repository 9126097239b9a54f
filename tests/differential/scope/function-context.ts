/** The function that the generator is writing, and what it has used so far. */
import type { Binding } from './binding.ts';

/** A function, a static block or the module: what `await`, `return` and captures depend on. */
export interface FunctionContext {
  readonly parent: FunctionContext | null;
  readonly role: 'module' | 'main' | 'server' | 'local';
  readonly async: boolean;
  readonly generator: boolean;
  /** Runs where it is written, once, so what it uses has to be initialised there. */
  readonly immediate: boolean;
  /** May assign to bindings of the functions around it. */
  readonly impure: boolean;
  /** Bindings of functions around it that it uses. */
  readonly uses: Set<Binding>;
  /** A server function whose captures may have been copied before it is called. */
  pinned: boolean;
}

/** The contexts from `context` out to that of `binding`, the latter not included. */
export function* boundaries(
  context: FunctionContext,
  binding: Binding,
): Generator<FunctionContext> {
  for (
    let current: FunctionContext | null = context;
    current !== null && current !== binding.scope.context;
    current = current.parent
  ) {
    yield current;
  }
}

/** Whether a use of `binding` in `context` runs in the course of the binding's own function. */
export function isDirect(context: FunctionContext, binding: Binding): boolean {
  for (const boundary of boundaries(context, binding)) if (!boundary.immediate) return false;
  return true;
}

/** The innermost server function around `context`, or null. */
export function enclosingServer(context: FunctionContext): FunctionContext | null {
  let current: FunctionContext | null = context;
  while (current !== null && current.role !== 'server') current = current.parent;
  return current;
}

/** Whether what is written in `context` may run any number of times, or never. */
export function isDeferred(context: FunctionContext): boolean {
  let current = context;
  while (current.immediate && current.parent !== null) current = current.parent;
  return current.role !== 'module' && current.role !== 'main';
}
