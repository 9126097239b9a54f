import { appendFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { inspect } from 'node:util';

/**
 * A reporter of Node's test runner for suites of thousands of tests: the failures in full, what the
 * tests print, and the counts. Failures are also appended to the file that `TEST_FAILURES` names,
 * so that whoever runs several suites can repeat them at the end.
 *
 * Source: https://nodejs.org/docs/latest-v20.x/api/test.html#custom-reporters
 */
// oxlint-disable-next-line import/no-default-export -- what the runner asks for
export default async function* reporter(events) {
  for await (const { type, data } of events) {
    if (type === 'test:fail' && isOwnFailure(data)) {
      const text = failure(data);
      if (process.env.TEST_FAILURES !== undefined) {
        await appendFile(process.env.TEST_FAILURES, text);
      }
      yield text;
    } else if (type === 'test:stdout' || type === 'test:stderr') {
      yield data.message;
    } else if (type === 'test:diagnostic') {
      yield `# ${data.message}\n`;
    }
  }
}

/** A suite fails because a test in it did, which is told by itself. */
function isOwnFailure({ details }) {
  return details.error?.failureType !== 'subtestsFailed';
}

function failure({ name, file, line, column, details }) {
  const place =
    file === undefined ? '' : ` (${relative(process.cwd(), file)}:${line ?? 1}:${column ?? 1})`;
  const error = details.error?.cause ?? details.error;
  return `not ok ${name}${place}\n${inspect(error).replaceAll(/^/gmu, '  ')}\n`;
}
