/**
 * Keeps copies from showing. A function is *pinned* when it may outlive copies of what it captures:
 * when a reference to it travelled as a value, when it left a server function that made it, or when
 * it is a server function that made a reference to itself. Nothing that a pinned function can come to
 * read may change after its declaration, because a copy does not.
 */
import { type Binding, reachable } from '../scope/binding.ts';
import type { FunctionContext } from '../scope/function-context.ts';
import type { Elaboration } from './elaboration.ts';

/** Whether a pinned function can come to read a variable that changes. */
export function copyShows(program: Elaboration): boolean {
  const { changing, contexts, pinned } = program;
  if (changing.size === 0) return false;
  if (contexts.some((context) => context.pinned && readsAny(context, changing))) return true;
  for (const { closures } of pinned) {
    if (closures.some((closure) => readsAny(closure, changing))) return true;
  }
  return false;
}

function readsAny(context: FunctionContext, changing: ReadonlySet<Binding>): boolean {
  for (const use of context.uses) {
    for (const read of reachable(use)) if (changing.has(read)) return true;
  }
  return false;
}

/**
 * Pins the functions of `bindings`, those included that are yet to be written. Gives a function that
 * undoes it.
 */
export function pin(program: Elaboration, bindings: readonly Binding[]): () => void {
  const added = bindings.filter((binding) => !program.pinned.has(binding));
  for (const binding of added) program.pinned.add(binding);
  return () => {
    for (const binding of added) program.pinned.delete(binding);
  };
}

/** Notes that `binding` changes. Gives `false`, and notes nothing, where that would show. */
export function noteChange(program: Elaboration, binding: Binding): boolean {
  // What is declared in module scope is never captured, so never copied.
  if (binding.scope.kind === 'module' || program.changing.has(binding)) return true;
  program.changing.add(binding);
  if (!copyShows(program)) return true;
  program.changing.delete(binding);
  return false;
}
