/** What the process reports to its caller. */
export const exitCode = {
  /** Nothing to report. */
  clean: 0,
  /** The command did its work and found something: errors, too many warnings, differences. */
  findings: 1,
  /** The command could not be carried out as it was given. */
  usage: 2,
} as const;

/** A command line that cannot be carried out. Its message is written for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** What to do about it, if there is something to suggest. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
