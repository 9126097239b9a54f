/** The few names that a program draws from, so that they meet and shadow one another. */
import type { Choice } from '../tree/types.ts';

const plain: readonly string[] = ['a', 'b', 'c', 'd', 'L', 'M'];

// Names that a compiler might generate, treat as syntax, or compare by spelling.
const peculiar: readonly (readonly string[])[] = [
  ['a', '$$sf_args', '$$sf_main_a', 'b', 'L', '$$sf_captures'],
  ['$$sf_bindServerReference', '$$sf_openServerReference', 'a', '$$sf_entry_main_a', 'L', 'M'],
  ['async', 'of', 'get', 'a', 'L', 'type'],
  ['name', 'length', 'a', 'Promise', 'Reflect', 'L'],
  ['é', 'a', '𝒳', 'ab', 'L', '$'],
];

/** The names for a program: mostly plain ones. */
export function namesFor(choice: Choice): readonly string[] {
  return peculiar[choice - 5] ?? plain;
}
