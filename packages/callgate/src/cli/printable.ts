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
