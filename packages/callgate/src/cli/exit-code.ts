/** What the process reports to its caller. */
export const exitCode = {
  /** Nothing to report. */
  clean: 0,
  /** The command did its work and found something: errors, too many warnings, differences. */
  findings: 1,
  /** The command could not be carried out as it was given. */
  usage: 2,
} as const;
