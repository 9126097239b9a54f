/** Writes calls of functions, in the ways that the position allows. */
import type { Piece } from '../print/statement-list.ts';
import type { Binding, Callable } from '../scope/binding.ts';
import { enclosingServer, isDeferred } from '../scope/function-context.ts';
import { createBinding, visibleBindings } from '../scope/scope.ts';
import type { Choice, ExpressionTree } from '../tree/types.ts';
import { contextOf, count, owning, type Place, pick } from './elaboration.ts';
import { expressions } from './expressions.ts';
import { canUse, chooseBinding, isReady, recordUse } from './use.ts';

const nothing: Piece = { text: '', end: 'block' };

/** A statement that calls, or has the check call later, a function that `binding` leads to. */
export function callStatement(
  place: Place,
  binding: Binding,
  choice: Choice,
  args: readonly ExpressionTree[],
): Piece {
  const { program } = place;
  const context = contextOf(place);
  const callable = binding.callables[choice % Math.max(binding.callables.length, 1)];
  if (callable === undefined || !canUse(place, binding)) return nothing;
  const ready = isReady(place, binding);
  // Reaching some members runs code.
  if (!ready && callable.suffix.includes('(')) return nothing;
  const values = argumentList(place, args);
  const target = { reference: binding.name + callable.suffix, callable, values: values.text };
  // A file with the directive registers its functions when it has run.
  const early = program.file && program.wire && !isDeferred(context);
  const now =
    ready && values.ready && !early && (callable.async ? context.async : callable.suffix === '');
  // What a server function hands on to be called later leaves it.
  const leaves = !now && enclosingServer(context) !== null;
  if (!recordUse(place, binding, leaves ? 'value' : 'call')) return nothing;
  const text = now
    ? calledNow(place, target, Math.floor(choice / 8))
    : `expose(${list(target.reference, values.text)})`;
  count(program, now ? 'called where it is written' : 'called later');
  if (callable.generator) count(program, 'call of a generator');
  // Code that may run any number of times calls on only while there is fuel.
  return {
    text: isDeferred(context) && now ? `if (fuel()) { ${text} }` : text,
    end: now && isDeferred(context) ? 'block' : 'plain',
  };
}

/** Arguments, and whether a reference among them could be sent now. */
function argumentList(
  place: Place,
  args: readonly ExpressionTree[],
): { readonly text: string; readonly ready: boolean } {
  const { program } = place;
  const all = createBinding(place.scope, 'arguments', {
    declaration: 'const',
    kind: 'plain',
    initialised: true,
  });
  const text = owning(program, [all], () => expressions(place, args));
  return { text, ready: !program.wire || isReady(place, all) };
}

interface Target {
  readonly reference: string;
  readonly callable: Callable;
  /** The arguments, joined. */
  readonly values: string;
}

function calledNow(place: Place, { reference, callable, values }: Target, choice: Choice): string {
  const { program } = place;
  if (!callable.async)
    return `try { show(${reference}(${values})) } catch (error) { caught(error) }`;
  const gather = (text: string): string =>
    `show(await ${callable.generator ? `collect(${text})` : text})`;
  const caught = (text: string): string =>
    `try { ${gather(text)} } catch (error) { caught(error) }`;
  const bound = values === '' ? '7' : values;
  const ways: readonly [string, ...string[]] = [
    gather(`call(${list(reference, values)})`),
    gather(`call(${list(reference, values)})`),
    caught(`${reference}(${values})`),
    gather(`call(${reference}.bind(null, ${bound}))`),
    // What a server function hands on to be called later leaves it, with copies of its captures.
    enclosingServer(contextOf(place)) === null
      ? `expose(${list(reference, values)})`
      : gather(`call(${list(reference, values)})`),
    gather(`call(${reference}.bind(null, ${bound}).bind(null), 8)`),
    caught(`${reference}?.(${values})`),
    caught(`${reference}.call(null, ${bound})`),
    caught(`${reference}.apply(null, [${values}])`),
  ];
  count(program, `call route ${choice % ways.length}`);
  return pick(ways, choice);
}

function list(first: string, rest: string): string {
  return rest === '' ? first : `${first}, ${rest}`;
}

/** A call of some function that can be named at `place`. */
export function callOfAny(
  place: Place,
  target: Choice,
  route: Choice,
  args: readonly ExpressionTree[],
): Piece {
  const binding = chooseBinding(place, target, 'call', (found) => found.callables.length > 0);
  return binding === null ? nothing : callStatement(place, binding, route, args);
}

/** A call of a function that reads `changed`, to show that it reads it late. */
export function callOfReader(
  place: Place,
  changed: Binding,
  route: Choice,
  reads: (binding: Binding) => boolean,
): Piece {
  const reader = visibleBindings(place.scope).find(
    (binding) =>
      binding !== changed && binding.callables.some(({ server }) => server) && reads(binding),
  );
  return reader === undefined ? nothing : callStatement(place, reader, route, []);
}
