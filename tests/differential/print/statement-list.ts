/** Joins statements, with semicolons or with only those that are needed. */

/** A statement's text, without the semicolon that may follow it. */
export interface Piece {
  readonly text: string;
  /**
   * How it ends: `block` takes no semicolon; after `arrow` (a block body of an arrow function) a
   * line break is enough whatever follows; after `plain` it depends on the next statement.
   */
  readonly end: 'block' | 'arrow' | 'plain';
}

// A line that starts so continues the line before, unless that cannot be continued.
const continues = /^(?:\/\*[^]*?\*\/\s*)*[([`/+\-*]/;

/** The text of `pieces`, one after another on lines of their own. */
export function joinStatements(pieces: readonly Piece[], semicolons: boolean): string {
  let text = '';
  let needed = false;
  for (const piece of pieces) {
    if (piece.text === '') continue;
    if (text !== '') text += '\n';
    if (needed && continues.test(piece.text)) text += ';';
    text += piece.text;
    if (semicolons && piece.end !== 'block') text += ';';
    needed = !semicolons && piece.end === 'plain';
  }
  return text;
}

/** `text` as the inside of a block. */
export function block(text: string): string {
  return text === '' ? '{}' : `{\n${indent(text)}\n}`;
}

/** `text` moved two columns to the right. */
export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
