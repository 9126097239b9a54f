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
