/** Decides which bindings may be used where, and keeps account of it. */
import { type Binding, reachable } from '../scope/binding.ts';
import { boundaries, enclosingServer, isDirect } from '../scope/function-context.ts';
import { visibleBindings } from '../scope/scope.ts';
import type { Choice } from '../tree/types.ts';
import { contextOf, count, type Place } from './elaboration.ts';
import { copyShows, pin } from './copies.ts';

/** Whether `binding` is read through the captures of a server function when used at `place`. */
export function isCaptured(place: Place, binding: Binding): boolean {
  if (binding.scope.kind === 'module') return false;
  for (const boundary of boundaries(contextOf(place), binding)) {
    if (boundary.role === 'server') return true;
  }
  return false;
}

/** Whether everything that `binding` can come to read has a value by the time `place` runs. */
export function isReady(place: Place, binding: Binding): boolean {
  for (const read of reachable(binding)) {
    if (!read.initialised && isDirect(contextOf(place), read)) return false;
  }
  return true;
}

/** Whether `binding` may be named at `place`, whatever for. */
export function canUse(place: Place, binding: Binding): boolean {
  const context = contextOf(place);
  if (!binding.initialised && isDirect(context, binding)) return false;
  if (binding.impure) {
    for (const boundary of boundaries(context, binding)) {
      if (!boundary.immediate && !boundary.impure) return false;
    }
  }
  return !place.program.wire || canTravel(place, binding);
}

// In a program whose captures travel, a server function may only capture what can, and no value
// may contain a reference that captures the value.
function canTravel(place: Place, binding: Binding): boolean {
  const read = reachable(binding);
  const holds = (owner: Binding): boolean =>
    !owner.direct && owner.kind !== 'local' && owner.kind !== 'class' && read.has(owner);
  if (place.program.owners.some(holds)) return false;
  if (!isCaptured(place, binding)) return true;
  if (binding.kind === 'local' || binding.kind === 'class' || binding.kind === 'instance')
    return false;
  return onCycle(place, binding).every((member) => member.direct);
}

/** Bindings on a cycle that a use of `binding` at `place` closes. */
function onCycle(place: Place, binding: Binding): Binding[] {
  const around = new Set(boundaries(contextOf(place), binding));
  const owns = (member: Binding): boolean => member.closures.some((closure) => around.has(closure));
  return [...reachable(binding)].filter((member) => [...reachable(member)].some(owns));
}

/** Whether a use calls the function of a binding, or takes its value somewhere else. */
export type UseKind = 'call' | 'value';

/** Notes a use of `binding` at `place`. Gives `false`, and notes nothing, where it cannot be. */
export function recordUse(place: Place, binding: Binding, kind: UseKind): boolean {
  const { program } = place;
  const cycle = onCycle(place, binding);
  const undo = [
    ...[...boundaries(contextOf(place), binding)].map(({ uses }) => add(uses, binding)),
    ...program.owners.map(({ sources }) => add(sources, binding)),
    pin(program, [...cycle, ...(kind === 'value' && mayBeCopied(place) ? [binding] : [])]),
  ];
  if (copyShows(program)) {
    for (const step of undo) step();
    return false;
  }
  if (binding.declaration === 'own name') count(program, 'use of an own name');
  if (isCaptured(place, binding)) {
    count(program, `capture ${binding.declaration}`);
    if (!binding.initialised) count(program, 'capture declared later');
    if (cycle.length > 0) count(program, cycle.length === 1 ? 'recursion' : 'mutual recursion');
    if (!cycle.every(({ direct }) => direct)) program.causes.add('CG1303');
  }
  return true;
}

/** Whether a function that is taken from `place` may hold copies of what it captures. */
export function mayBeCopied(place: Place): boolean {
  return place.program.wire || enclosingServer(contextOf(place)) !== null;
}

function add(set: Set<Binding>, binding: Binding): () => void {
  if (set.has(binding)) return () => {};
  set.add(binding);
  return () => set.delete(binding);
}

/** One of the bindings that `accept` takes and that can be used at `place`; its use is noted. */
export function chooseBinding(
  place: Place,
  choice: Choice,
  kind: UseKind,
  accept: (binding: Binding) => boolean,
): Binding | null {
  const bindings = visibleBindings(place.scope).filter(
    (binding) => accept(binding) && canUse(place, binding),
  );
  // Captures make up half of the choices where there are any.
  const captured = bindings.filter((binding) => isCaptured(place, binding));
  const from = choice % 2 === 0 && captured.length > 0 ? captured : bindings;
  const start = Math.floor(choice / 2) % Math.max(from.length, 1);
  const order = [...from.slice(start), ...from.slice(0, start)];
  return order.find((binding) => recordUse(place, binding, kind)) ?? null;
}
