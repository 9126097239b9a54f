/** Lines that tell what is being done and how long it took, on standard error. */

const isTerminal = process.stderr.isTTY === true;

/** Runs `work` between two lines of progress. */
export async function step(title, work) {
  const start = performance.now();
  console.error(`${mark('▸')} ${title}`);
  const result = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.error(`${mark('✓')} ${title} (${seconds} s)`);
  return result;
}

/** Ends the process with one line that says what is wrong and what to do. */
export function fail(message) {
  console.error(`${isTerminal ? '\u001B[31m✗\u001B[39m' : '✗'} ${message}`);
  process.exit(1);
}

function mark(sign) {
  return isTerminal ? `\u001B[36m${sign}\u001B[39m` : sign;
}
