import type { CheckResult } from './finding.ts';

/** What a formatter may need besides the result. */
export interface FormatContext {
  /** Version of Callgate. */
  version: string;
  /** Whether to colour. Only the pretty format does. */
  colors: boolean;
  /** The text of a file of the result, or `null` when it cannot be read. */
  readSource(file: string): string | null;
  /** The path to show for a file of the result: relative to where its reader looks from. */
  displayPath(file: string): string;
}

/** Turns a result into the text to print, line feed at the end included. */
export type Formatter = (result: CheckResult, context: FormatContext) => string;
