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
