/** Writes classes, with server functions as static methods and in fields. */
import { indent, joinStatements, type Piece } from '../print/statement-list.ts';
import type { Binding, Callable } from '../scope/binding.ts';
import { addBinding, createScope, type Scope } from '../scope/scope.ts';
import type { FunctionTree, MemberTree, StatementTree } from '../tree/types.ts';
import {
  count,
  type Elaboration,
  enterFunction,
  nextSite,
  owning,
  type Place,
  pick,
} from './elaboration.ts';
import { expression } from './expressions.ts';
import { functionText } from './functions.ts';
import { freshName } from './names.ts';

type ClassTree = StatementTree & { readonly type: 'class' };

/** Declares the name of a class. */
export function planClass(program: Elaboration, scope: Scope, tree: ClassTree): Binding {
  return addBinding(scope, freshName(program, scope, tree.name), {
    declaration: tree.form % 4 === 0 ? 'class' : 'const',
    kind: 'class',
  });
}

/** The statement that declares a class. */
export function classStatement(place: Place, tree: ClassTree, binding: Binding): Piece {
  const { program } = place;
  const callables: Callable[] = [];
  const members = owning(program, [binding], () =>
    tree.members.map((member, index) => write(place, member, index, callables)),
  );
  binding.callables = callables;
  // A line that would continue a field is also what would continue a statement.
  const body = joinStatements(members, program.semicolons);
  const braces = body === '' ? '{}' : `{\n${indent(body)}\n}`;
  const { name } = binding;
  const [text, end] = pick<[string, Piece['end']]>(
    [
      [`class ${name} ${braces}`, 'block'],
      [`const ${name} = class ${braces}`, 'plain'],
      [`const ${name} = class Inner ${braces}`, 'plain'],
      [`const ${name} = id(class extends id(Object) ${braces})`, 'plain'],
    ],
    tree.form,
  );
  return { text, end };
}

function write(place: Place, tree: MemberTree, index: number, callables: Callable[]): Piece {
  const { program } = place;
  const name = `${pick(['save', 'load', 'get', 'static'], tree.fn.name)}${index}`;
  const generator = tree.fn.flags % 9 === 8;
  const server = (
    key: string,
    syntax: 'method' | 'arrow' | 'function',
    at: Place = place,
  ): string => {
    count(program, `position class ${kinds[tree.kind % kinds.length]}`);
    return functionText(at, tree.fn, {
      syntax,
      key,
      role: 'server',
      directive: true,
      async: true,
      generator,
    });
  };
  const reach = (suffix: string): void => {
    callables.push({ suffix, server: true, generator, async: true });
  };
  switch (kinds[tree.kind % kinds.length]) {
    case 'static method':
      reach(`.${name}`);
      return { text: `static ${server(name, 'method')}`, end: 'block' };
    case 'private static method': {
      reach(`.run${index}()`);
      return {
        text: `static ${server(`#${name}`, 'method')}\nstatic run${index}() { return this.#${name} }`,
        end: 'block',
      };
    }
    case 'string key static method':
      reach(`["a ${index}"]`);
      return { text: `static ${server(`"a ${index}"`, 'method')}`, end: 'block' };
    case 'static field': {
      // In TypeScript, the parser of SWC does not take a line break as the end of such a field.
      reach(`.${name}`);
      return {
        text: `static ${name} = ${server('', generator ? 'function' : 'arrow', initialiser(place, true))}`,
        end: generator || program.typescript ? 'plain' : 'arrow',
      };
    }
    case 'instance field':
      callables.push({ suffix: `.make${index}().${name}`, server: true, generator, async: true });
      return {
        text: `static make${index}() { return new this() }\n${name} = ${server('', 'function', initialiser(place, false))}`,
        end: 'plain',
      };
    default:
      return plainMember(place, tree.fn, kinds[tree.kind % kinds.length] ?? '', name);
  }
}

const kinds = [
  'static method',
  'static method',
  'private static method',
  'string key static method',
  'static field',
  'instance field',
  'plain field',
  'computed field',
  'generator method',
  'method',
  'static block',
  'static plain field',
  'getter',
];

function plainMember(place: Place, tree: FunctionTree, kind: string, name: string): Piece {
  switch (kind) {
    case 'plain field':
      return {
        text: `${name} = ${expression(initialiser(place, false), tree.value)}`,
        end: 'plain',
      };
    case 'static plain field':
      return {
        text: `static ${name} = ${expression(initialiser(place, true), tree.value)}`,
        end: 'plain',
      };
    case 'computed field':
      return { text: `["k${tree.flags % 10}"] = 1`, end: 'plain' };
    case 'generator method':
      return { text: `*${name}() { yield 1 }`, end: 'block' };
    case 'static block':
      return { text: `static { log(${nextSite(place.program)}, inspect(this)) }`, end: 'block' };
    case 'getter':
      return { text: `get ${name}() { return 1 }`, end: 'block' };
    default:
      return {
        text: functionText(place, tree, {
          syntax: 'method',
          key: name,
          role: 'local',
          async: false,
          generator: false,
        }),
        end: 'block',
      };
  }
}

/** The place of a field's initial value, a function of its own without `await`. */
function initialiser(place: Place, immediate: boolean): Place {
  const context = enterFunction(place, {
    role: 'local',
    async: false,
    generator: false,
    immediate,
    impure: false,
  });
  return { program: place.program, scope: createScope(place.scope, context, 'block') };
}
