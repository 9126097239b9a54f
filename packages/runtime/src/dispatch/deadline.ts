/** A clock that runs out once. */
export interface Deadline {
  /** Resolves when the time is up; never, when the clock is cleared before. */
  readonly expired: Promise<'expired'>;
  clear(): void;
}

/** Starts a clock of so many milliseconds. */
export function createDeadline(milliseconds: number): Deadline {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<'expired'>((resolve) => {
    timer = setTimeout(() => resolve('expired'), milliseconds);
  });
  return { expired, clear: () => clearTimeout(timer) };
}
