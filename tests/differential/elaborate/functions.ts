/** Writes functions: parameters, directives, body and result. */
import { block, joinStatements, type Piece } from '../print/statement-list.ts';
import type { Binding } from '../scope/binding.ts';
import type { FunctionContext } from '../scope/function-context.ts';
import { addBinding, createScope } from '../scope/scope.ts';
import type { FunctionTree } from '../tree/types.ts';
import { throwing } from './accesses.ts';
import { count, enterFunction, nextSite, type Place } from './elaboration.ts';
import { expression, fill, useExpression } from './expressions.ts';
import { freshName } from './names.ts';
import { parameters } from './parameters.ts';
import { planBlock } from './plan.ts';
import { statements } from './statements.ts';
import { chooseBinding, mayBeCopied } from './use.ts';

/** How a function is written down. */
export interface FunctionForm {
  /** `key` is what stands before the parameters of a method. */
  readonly syntax: 'arrow' | 'function' | 'method';
  readonly key?: string;
  /** A function expression with a name of its own, chosen from the tree. */
  readonly ownName?: boolean;
  readonly role: 'server' | 'local';
  /** Whether the directive is written: not for the functions that a file-level one marks. */
  readonly directive?: boolean;
  readonly async: boolean;
  readonly generator: boolean;
  readonly impure?: boolean;
  /** A value on its own, which may travel. */
  readonly travels?: boolean;
}

/** The text of a function. */
export function functionText(place: Place, tree: FunctionTree, form: FunctionForm): string {
  const { program } = place;
  const context = enterFunction(place, {
    role: form.role,
    async: form.async,
    generator: form.generator,
    immediate: false,
    impure: form.impure ?? false,
  });
  context.pinned = form.travels === true && mayBeCopied(place);
  if (form.directive === true) program.servers += 1;
  const ownScope = createScope(place.scope, context, 'block');
  const key =
    form.ownName === true
      ? addOwnName({ program, scope: ownScope }, tree, form, context)
      : form.key;
  const parameterScope = createScope(ownScope, context, 'parameters');
  const written = parameters({ program, scope: parameterScope }, tree.parameters);
  const scope = createScope(parameterScope, context, 'function');
  const body = functionBody({ program, scope }, tree, form, written.simple);
  return assemble(place, form, key ?? '', written.text, body);
}

function addOwnName(
  place: Place,
  tree: FunctionTree,
  form: FunctionForm,
  context: FunctionContext,
): string {
  const name = freshName(place.program, place.scope, tree.flags);
  const binding: Binding = addBinding(place.scope, name, {
    declaration: 'own name',
    kind: form.role,
    initialised: true,
    direct: true,
  });
  binding.closures.push(context);
  binding.callables = [
    { suffix: '', server: form.role === 'server', generator: form.generator, async: form.async },
  ];
  return name;
}

function functionBody(
  place: Place,
  tree: FunctionTree,
  form: FunctionForm,
  simple: boolean,
): string {
  const { program } = place;
  const pieces: Piece[] = [];
  if (form.directive === true) pieces.push(...directives(place, tree, simple));
  const planned = planBlock(program, tree.body, place.scope);
  const uses = tree.uses.map((use) => `, ${useExpression(place, use)}`).join('');
  if (form.role === 'server' || uses !== '') {
    pieces.push({ text: `log(${nextSite(program)}${uses})`, end: 'plain' });
  }
  pieces.push(...statements(place, planned), ...result(place, tree, form));
  const text = joinStatements(pieces, program.semicolons);
  const end = program.comments.line().trimEnd();
  return block(end === '' ? text : `${text}\n${end}`);
}

function directives(place: Place, tree: FunctionTree, simple: boolean): Piece[] {
  const { comments } = place.program;
  const strict: Piece[] =
    simple && tree.flags % 11 === 10 ? [{ text: "'use strict'", end: 'plain' }] : [];
  const quoted = tree.flags % 3 === 2 ? '"use server"' : "'use server'";
  const piece: Piece = { text: comments.line() + comments.inline() + quoted, end: 'plain' };
  return tree.flags % 2 === 0 ? [...strict, piece] : [piece, ...strict];
}

function result(place: Place, tree: FunctionTree, form: FunctionForm): Piece[] {
  const kind = tree.result % 8;
  if (kind === 7 && form.role === 'server') {
    const binding = chooseBinding(place, tree.result, 'value', (found) => found.kind === 'nullish');
    if (binding !== null) {
      count(place.program, 'server function that throws');
      const template = throwing[tree.flags % throwing.length] ?? '%.x.y';
      return [{ text: `return ${fill(place, template, binding)}`, end: 'plain' }];
    }
  }
  if (kind === 6 && form.role === 'server') {
    count(place.program, 'server function that throws');
    return [{ text: `throw new RangeError("r${tree.flags % 10}")`, end: 'plain' }];
  }
  if (kind === 5) return [];
  const value = expression(place, tree.value);
  return [{ text: form.generator ? `yield ${value}` : `return ${value}`, end: 'plain' }];
}

function assemble(
  place: Place,
  form: FunctionForm,
  key: string,
  list: string,
  body: string,
): string {
  const { comments, typescript, language } = place.program;
  const star = form.generator ? '*' : '';
  const async = form.async ? `async ${comments.inline()}` : '';
  const type = typescript && comments.detail() % 3 === 1 ? ': any' : '';
  const generic =
    typescript && comments.detail() % 5 === 1 ? (language === 'tsx' ? '<T,>' : '<T>') : '';
  const open = `${generic}(${list})${type} ${comments.inline()}`;
  switch (form.syntax) {
    case 'arrow':
      return `${async}${open}=> ${comments.inline()}${body}`;
    case 'function':
      return `${async}function${star} ${comments.inline()}${key}${open}${body}`;
    case 'method':
      return `${async}${star}${key}${open}${body}`;
  }
}
