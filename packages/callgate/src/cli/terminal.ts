import { styleText } from 'node:util';

/** The part of a stream that decides whether it gets colours. */
export interface OutputStream {
  isTTY?: boolean;
}

type Color = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'blue' | 'cyan';

/** Functions that colour text, or leave it as it is. */
export type Palette = Readonly<Record<Color, (text: string) => string>>;

/**
 * Whether `stream` gets colours. `--color` and `--no-color` win, then `FORCE_COLOR`, then
 * `NO_COLOR`; otherwise only a terminal that can show colours gets them.
 */
export function hasColors(
  stream: OutputStream,
  choice?: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  if (choice !== undefined) return choice;
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (environment['NO_COLOR']) return false;
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

/** A palette whose functions colour when `enabled`, and return their argument otherwise. */
export function createPalette(enabled: boolean): Palette {
  const paint = (color: Color) => (text: string) =>
    enabled && text !== '' ? styleText(color, text, { validateStream: false }) : text;
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    yellow: paint('yellow'),
    green: paint('green'),
    blue: paint('blue'),
    cyan: paint('cyan'),
  };
}

/** `1 error`, `2 errors`, `1,234 files`. */
export function count(amount: number, noun: string, plural = `${noun}s`): string {
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? noun : plural}`;
}

// Everything that could move the cursor, hide text or reorder it; line feed and tab are kept.
const unprintable = new RegExp(
  String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]`,
  'g',
);

/**
 * Makes text from a source file or a file name harmless to a terminal: control characters are
 * shown as escapes.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => {
    return `\\u{${character.charCodeAt(0).toString(16)}}`;
  });
}

/**
 * As `printable`, for names and paths, which both may hold a line feed: what stands on one line stays
 * on it, lest a name look like more lines of the output.
 */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}
