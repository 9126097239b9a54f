/** Chooses names for declarations. */
import { canDeclareLexically, type Scope, varTarget } from '../scope/scope.ts';
import type { Choice } from '../tree/types.ts';
import type { Elaboration } from './elaboration.ts';

/** The preferred names for a choice, then further ones without end. */
function* candidates(program: Elaboration, choice: Choice): Generator<string> {
  const { names } = program;
  for (let index = 0; index < names.length; index++) {
    const name = names[(choice + index) % names.length];
    if (name !== undefined) yield name;
  }
  for (let number = 2; ; number++) yield `a${number}`;
}

/** A name that can be declared in `scope` by `let`, `const`, `class`, a parameter and the like. */
export function freshName(program: Elaboration, scope: Scope, choice: Choice): string {
  for (const name of candidates(program, choice)) {
    if (canDeclareLexically(scope, name)) return name;
  }
  throw new Error('unreachable: there are names without end');
}

/** A name that a function declaration in `scope` can have: in a function, also a parameter's. */
export function functionName(program: Elaboration, scope: Scope, choice: Choice): string {
  for (const name of candidates(program, choice)) {
    const free = !scope.names.has(name) && !scope.passed.has(name);
    if (free && (scope.kind === 'function' || canDeclareLexically(scope, name))) return name;
  }
  throw new Error('unreachable: there are names without end');
}

/** A name for a `var` in `scope`, and the scope that it is hoisted to. */
export function varName(
  program: Elaboration,
  scope: Scope,
  choice: Choice,
): { readonly name: string; readonly target: Scope } {
  for (const name of candidates(program, choice)) {
    const target = varTarget(scope, name);
    if (target !== null) return { name, target };
  }
  throw new Error('unreachable: there are names without end');
}
