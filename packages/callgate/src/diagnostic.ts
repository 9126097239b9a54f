/** One finding in user code. */
export interface Diagnostic {
  /** Stable code, `CG` and four digits; never reused. */
  code: `CG${number}`;
  /** A file with an error yields no code; one with warnings does. */
  severity: 'error' | 'warning';
  /** What is wrong, in one sentence. */
  message: string;
  /** The edit that mends it. */
  help: string;
  /** The section of the documentation. */
  url: string;
  /** Where; the first label is the primary one. */
  labels: Label[];
  /** The code frame, as plain text. */
  frame: string;
}

/** A place that a diagnostic points at. Offsets and columns count UTF-16 code units. */
export interface Label {
  /** Offset of the first code unit. */
  start: number;
  /** Offset behind the last code unit. */
  end: number;
  /** Line of `start`, from 1. */
  line: number;
  /** Column of `start`, from 0. */
  column: number;
  /** What is there; may be empty. */
  message: string;
}

/** A diagnostic of a project scan, with the file that it is about. */
export interface FileDiagnostic extends Diagnostic {
  /** Path relative to the scanned root, with `/` separators. */
  path: string;
}
