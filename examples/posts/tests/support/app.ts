import type { Data } from '../../lib/database.ts';

/** The application, as it is served for people or for developers. */
export interface RunningApp {
  readonly origin: string;
  readonly dataFile: string;
  /** What it has printed so far. */
  output(): string;
  /** What its data file holds now. */
  data(): Promise<Data>;
  /** Ends it as a supervisor does; gives the exit code. */
  stop(): Promise<number | null>;
}
