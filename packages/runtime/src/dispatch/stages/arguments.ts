import { ActionError } from '../../errors/action-error.ts';
import { Refusal } from '../../refusal.ts';
import type { Exchange, Stage } from '../exchange.ts';
import type { SchemaIssue } from '../standard-schema.ts';

/** Stage 8: the arguments are no more than the limit, and what the function's schema asks for. */
export const argumentsStage: Stage = { name: 'arguments', run: checkArguments };

function checkArguments(exchange: Exchange): void | Promise<void> {
  const { args, target } = exchange;
  if (args.length > target.limits.arguments) {
    throw new Refusal('arguments', `there are ${args.length} arguments`);
  }
  if (target.schema !== undefined) return validate(exchange);
}

async function validate(exchange: Exchange): Promise<void> {
  const { args, target } = exchange;
  if (target.schema === undefined) return;
  // What is sealed comes first, is authentic, and is nothing that the app has declared.
  const sealed = target.captures.length > 0 ? args.slice(0, 1) : [];
  const result = await target.schema['~standard'].validate(args.slice(sealed.length));
  if (result.issues !== undefined) throw invalidArguments(result.issues);
  if (!Array.isArray(result.value)) {
    throw new TypeError(`The schema of ${target.stableName} does not give a list of arguments.`);
  }
  exchange.args = [...sealed, ...result.value];
}

/** What the client is told: which argument, and why. What it sent is not repeated. */
function invalidArguments(issues: readonly SchemaIssue[]): ActionError {
  return new ActionError('invalid-arguments', {
    message: 'The arguments are not what the server function takes.',
    data: {
      issues: issues.map(({ message, path }) => ({ message, path: path?.map(keyOf) ?? [] })),
    },
  });
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): string | number {
  const key = typeof segment === 'object' ? segment.key : segment;
  return typeof key === 'symbol' ? String(key) : key;
}
