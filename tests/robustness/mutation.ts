/** Mutations of a text. */
import fc from 'fast-check';

import type { CorpusFile } from './corpus.ts';
import { fragments, tokens } from './tokens.ts';

/** A mutation; places are per mille of the text. */
interface Mutation {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly length: number;
  readonly token: string;
  readonly other: number;
}

// Most of them keep a good part of the files legal.
const kinds = [
  'delete a line',
  'repeat a line',
  'move a line',
  'insert a piece',
  'rename',
  'insert',
  'replace',
  'delete',
  'repeat',
  'splice',
  'cut',
  'nest',
  'flip',
] as const;

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fc.nat({ max: 1000 }),
  length: fc.nat({ max: 80 }),
  token: fc.constantFrom(...tokens),
  other: fc.nat({ max: 1000 }),
});

/** A file with some mutations. */
export interface MutatedFile {
  readonly name: string;
  readonly text: string;
}

/** Files of `corpus` with a few mutations each. */
export function mutatedFile(corpus: readonly CorpusFile[]): fc.Arbitrary<MutatedFile> {
  return fc
    .record({
      file: fc.constantFrom(...corpus),
      mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
    })
    .map(({ file, mutations }) => ({
      name: file.name,
      text: mutations.reduce((text, next) => mutate(text, next, corpus), file.text),
    }));
}

function mutate(
  text: string,
  { kind, ...choice }: Mutation,
  corpus: readonly CorpusFile[],
): string {
  const start = place(text, choice.at);
  const end = Math.min(text.length, start + choice.length);
  const [before, inside, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  switch (kind) {
    case 'delete a line':
      return editLines(text, choice.at, (lines, line) => lines.toSpliced(line, 1));
    case 'repeat a line':
      return editLines(text, choice.at, (lines, line) =>
        lines.toSpliced(line, 0, lines[line] ?? ''),
      );
    case 'move a line':
      return editLines(text, choice.at, (lines, line) => {
        const rest = lines.toSpliced(line, 1);
        return rest.toSpliced(perMille(rest.length, choice.other), 0, lines[line] ?? '');
      });
    case 'insert a piece':
      return editLines(text, choice.at, (lines, line) =>
        lines.toSpliced(line, 0, fragments[choice.other % fragments.length] ?? ''),
      );
    case 'rename':
      return rename(text, choice);
    case 'delete':
      return before + after;
    case 'insert':
      return before + choice.token + inside + after;
    case 'replace':
      return before + choice.token + after;
    case 'repeat':
      return before + inside.repeat(3) + after;
    case 'splice': {
      const other = corpus[choice.other % corpus.length]?.text ?? '';
      return before + other.slice(place(other, choice.at)) + after;
    }
    case 'cut':
      return before;
    case 'nest': {
      const [open, close] = choice.at % 2 === 0 ? ['(', ')'] : ['[', ']'];
      return (
        before + open.repeat(choice.length * 40) + inside + close.repeat(choice.length * 40) + after
      );
    }
    case 'flip': {
      const unit = inside.charCodeAt(0) ^ (1 << (choice.other % 16));
      return Number.isNaN(unit)
        ? text
        : before + String.fromCharCode(unit) + inside.slice(1) + after;
    }
  }
}

function editLines(
  text: string,
  at: number,
  edit: (lines: string[], line: number) => string[],
): string {
  const lines = text.split('\n');
  return edit(lines, perMille(lines.length - 1, at)).join('\n');
}

/** Puts one word of the text in the place of another. */
function rename(text: string, { at, other }: Pick<Mutation, 'at' | 'other'>): string {
  const words = [...text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)];
  const target = words[perMille(words.length - 1, at)];
  const name = words[perMille(words.length - 1, other)]?.[0];
  if (target === undefined || name === undefined) return text;
  return text.slice(0, target.index) + name + text.slice(target.index + target[0].length);
}

function place(text: string, share: number): number {
  return perMille(text.length, share);
}

function perMille(total: number, share: number): number {
  return Math.floor((total * share) / 1000);
}
