/**
 * The raw form of a random program: a tree of choices that knows nothing of scopes.
 *
 * Every number is reduced modulo what is possible where it is used, so any tree whatever is a
 * program, and so is whatever fast-check shrinks it to. 0 is always the plainest possibility.
 */

/** A number that picks one of the possibilities of its place. */
export type Choice = number;

/** A whole program. */
export interface ProgramTree {
  readonly style: StyleTree;
  /** Statements of module scope. */
  readonly top: readonly StatementTree[];
  /** Statements of the function that the check calls. Unused in a file with the directive. */
  readonly main: readonly StatementTree[];
}

/** How a program is written down. */
export interface StyleTree {
  /** 0: a file without a directive; otherwise a file-level `'use server'`. */
  readonly file: Choice;
  /** Whether values have to be able to cross the network. */
  readonly wire: Choice;
  readonly language: Choice;
  readonly semicolons: Choice;
  readonly names: Choice;
  readonly lines: Choice;
  /** Which comment, if any, stands at each place that can have one; used in turn. */
  readonly comments: readonly Choice[];
}

/** An expression. */
export type ExpressionTree =
  | { readonly type: 'literal'; readonly value: Choice }
  | { readonly type: 'use'; readonly use: UseTree }
  | { readonly type: 'compose'; readonly form: Choice; readonly items: readonly ExpressionTree[] }
  | { readonly type: 'shadow'; readonly name: Choice; readonly inner: ExpressionTree }
  | { readonly type: 'server'; readonly form: Choice; readonly fn: FunctionTree };

/** A use of a binding: which one, and what is done with it. */
export interface UseTree {
  readonly target: Choice;
  readonly access: Choice;
}

/** The value that a declaration starts with. */
export interface ValueTree {
  readonly kind: Choice;
  readonly expression: ExpressionTree;
}

/** A parameter. */
export interface ParameterTree {
  readonly form: Choice;
  readonly names: readonly Choice[];
  readonly initial: ExpressionTree;
}

/** A function: a server function, or one that is not. */
export interface FunctionTree {
  readonly name: Choice;
  readonly flags: Choice;
  readonly parameters: readonly ParameterTree[];
  readonly uses: readonly UseTree[];
  readonly body: readonly StatementTree[];
  readonly result: Choice;
  readonly value: ExpressionTree;
}

/** A member of a class. */
export interface MemberTree {
  readonly kind: Choice;
  readonly fn: FunctionTree;
}

/** A statement. */
export type StatementTree =
  | { readonly type: 'log'; readonly expression: ExpressionTree }
  | {
      readonly type: 'declare';
      readonly kind: Choice;
      readonly name: Choice;
      readonly value: ValueTree;
      readonly others: readonly { readonly name: Choice; readonly value: ValueTree }[];
    }
  | {
      readonly type: 'pattern';
      readonly kind: Choice;
      readonly form: Choice;
      readonly names: readonly Choice[];
      readonly initial: ExpressionTree;
    }
  | { readonly type: 'assign'; readonly target: Choice; readonly form: Choice }
  | {
      readonly type: 'local' | 'server';
      readonly form: Choice;
      readonly fn: FunctionTree;
      readonly calls: Choice;
      readonly args: readonly ExpressionTree[];
    }
  | {
      readonly type: 'class';
      readonly form: Choice;
      readonly name: Choice;
      readonly members: readonly MemberTree[];
    }
  | {
      readonly type: 'wrap';
      readonly kind: Choice;
      readonly names: readonly Choice[];
      readonly body: readonly StatementTree[];
    }
  | { readonly type: 'hazard'; readonly kind: Choice }
  | {
      readonly type: 'call';
      readonly target: Choice;
      readonly route: Choice;
      readonly args: readonly ExpressionTree[];
    };
