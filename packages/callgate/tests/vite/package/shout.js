/** Something that the browser may have. */
export function shout(text) {
  return `${text}!`;
}
