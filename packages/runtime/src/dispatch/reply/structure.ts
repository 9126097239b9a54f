import type { Limits } from '../limits.ts';
import { refuseReply } from './refuse.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;

/** Looks at the texts of a reply, one after the other. */
export type StructureCheck = (text: string) => void;

/**
 * Makes a check of how deep JSON texts are nested and how many arrays and objects they hold, all texts
 * of a reply together. It reads characters alone, so that a text which is all brackets is refused for a
 * small part of what it costs to parse it. Whether the text is JSON is for the parser to say.
 */
export function createStructureCheck(limits: Pick<Limits, 'depth' | 'containers'>): StructureCheck {
  let containers = 0;
  return (text) => {
    let depth = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === QUOTE) {
        index = endOfString(text, index);
      } else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
        containers += 1;
        depth += 1;
        if (depth > limits.depth) refuseReply(`a part is nested deeper than ${limits.depth}`);
        if (containers > limits.containers) {
          refuseReply(`there are more than ${limits.containers} arrays and objects`);
        }
      } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) {
        depth -= 1;
      }
    }
  };
}

/** The index of the quote that ends a string, or of the last character when none does. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, index: number): boolean {
  let first = index;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (index - first) % 2 === 1;
}
