// @ts-check

// Far more than anything takes on a machine that is busy, and less than a test run may hang.
const DEADLINE = 120_000;

/** Waits until something holds. @param {() => boolean | Promise<boolean>} condition */
export async function until(condition) {
  const end = Date.now() + DEADLINE;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`it did not happen: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Waits until something does not fail any more. @param {() => Promise<unknown>} attempt */
export async function untilItWorks(attempt) {
  await until(() =>
    attempt().then(
      () => true,
      () => false,
    ),
  );
}
