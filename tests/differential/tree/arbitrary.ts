/** Fast-check arbitraries of program trees. */
import fc from 'fast-check';

import type {
  Choice,
  ExpressionTree,
  FunctionTree,
  MemberTree,
  ParameterTree,
  ProgramTree,
  StatementTree,
  StyleTree,
  UseTree,
  ValueTree,
} from './types.ts';

const choice: fc.Arbitrary<Choice> = fc.nat({ max: 9973 });
const smallChoice: fc.Arbitrary<Choice> = fc.nat({ max: 7 });
const use: fc.Arbitrary<UseTree> = fc.record({ target: choice, access: choice });

// An alias, because an interface has no index signature.
type Grammar = {
  expression: ExpressionTree;
  value: ValueTree;
  parameter: ParameterTree;
  fn: FunctionTree;
  member: MemberTree;
  statement: StatementTree;
};

const depth = fc.createDepthIdentifier();
const maxDepth = 5;

/** A list whose nesting counts towards the depth of the whole tree. */
function list<Item>(item: fc.Arbitrary<Item>, maxLength: number): fc.Arbitrary<Item[]> {
  return fc.array(item, { maxLength, size: 'max', depthIdentifier: depth });
}

function expressionArbitrary(tie: fc.LetrecTypedTie<Grammar>): fc.Arbitrary<ExpressionTree> {
  return fc.oneof(
    { maxDepth, depthIdentifier: depth, withCrossShrink: true },
    { weight: 3, arbitrary: fc.record({ type: fc.constant('literal' as const), value: choice }) },
    { weight: 7, arbitrary: fc.record({ type: fc.constant('use' as const), use }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('compose' as const),
        form: choice,
        items: list(tie('expression'), 3),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('shadow' as const),
        name: smallChoice,
        inner: tie('expression'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('server' as const),
        form: choice,
        fn: tie('fn'),
      }),
    },
  );
}

function statementArbitrary(tie: fc.LetrecTypedTie<Grammar>): fc.Arbitrary<StatementTree> {
  const args = list(tie('expression'), 3);
  return fc.oneof(
    { maxDepth, depthIdentifier: depth, withCrossShrink: true },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('log' as const),
        expression: tie('expression'),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constant('declare' as const),
        kind: choice,
        name: smallChoice,
        value: tie('value'),
        others: list(fc.record({ name: smallChoice, value: tie('value') }), 2),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('pattern' as const),
        kind: choice,
        form: choice,
        names: fc.array(smallChoice, { minLength: 1, maxLength: 3 }),
        initial: tie('expression'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('assign' as const),
        target: choice,
        form: choice,
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        type: fc.constant('server' as const),
        form: choice,
        fn: tie('fn'),
        calls: choice,
        args,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('local' as const),
        form: choice,
        fn: tie('fn'),
        calls: choice,
        args,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('class' as const),
        form: choice,
        name: smallChoice,
        members: list(tie('member'), 4),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constant('wrap' as const),
        kind: choice,
        names: fc.array(smallChoice, { minLength: 1, maxLength: 3 }),
        body: list(tie('statement'), 4),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('hazard' as const), kind: choice }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('call' as const),
        target: choice,
        route: choice,
        args,
      }),
    },
  );
}

const style: fc.Arbitrary<StyleTree> = fc.record({
  file: fc.nat({ max: 6 }),
  wire: fc.nat({ max: 1 }),
  language: fc.nat({ max: 9 }),
  semicolons: fc.nat({ max: 1 }),
  names: fc.nat({ max: 9 }),
  lines: fc.nat({ max: 9 }),
  comments: fc.oneof(fc.constant<Choice[]>([]), fc.array(choice, { maxLength: 40, size: 'max' })),
});

const grammar = fc.letrec<Grammar>((tie) => ({
  expression: expressionArbitrary(tie),
  value: fc.record({ kind: choice, expression: tie('expression') }),
  parameter: fc.record({
    form: choice,
    names: fc.array(smallChoice, { minLength: 1, maxLength: 3 }),
    initial: tie('expression'),
  }),
  fn: fc.record({
    name: smallChoice,
    flags: choice,
    parameters: list(tie('parameter'), 3),
    uses: fc.array(use, { maxLength: 4 }),
    body: list(tie('statement'), 3),
    result: choice,
    value: tie('expression'),
  }),
  member: fc.record({ kind: choice, fn: tie('fn') }),
  statement: statementArbitrary(tie),
}));

/** Trees of random programs. */
export const programTree: fc.Arbitrary<ProgramTree> = fc.record({
  style,
  top: fc.array(grammar.statement, { maxLength: 4, size: 'max' }),
  main: fc.array(grammar.statement, { minLength: 1, maxLength: 6, size: 'max' }),
});
