import type { Palette } from '../terminal.ts';
import { printable, printableLine } from '../printable.ts';
import { createPalette } from '../terminal.ts';
import type { CheckResult, Finding } from './finding.ts';
import { tally } from './finding.ts';
import type { FormatContext, Formatter } from './formatter.ts';
import { findingsInWords, scopeInWords } from './summary.ts';

type Painter = (text: string) => string;

function title(finding: Finding, palette: Palette, accent: Painter): string {
  const head = palette.bold(accent(`${finding.severity}[${finding.code}]`));
  return `${head}${palette.bold(`: ${finding.message}`)}`;
}

/** `app/page.tsx:3:5`, the form that terminals and editors make a link of. */
function place(finding: Finding, context: FormatContext): string {
  const path = printableLine(context.displayPath(finding.path));
  const label = finding.labels[0];
  return label === undefined ? path : `${path}:${label.line}:${label.column + 1}`;
}

/** Colours one line of a code frame: the gutter, the markers below a line of code, notes. */
function frameLine(line: string, palette: Palette, accent: Painter): string {
  const [, gutter, code] = /^( *\d+ [|│]|\.\.\.)(.*)$/.exec(line) ?? [];
  if (gutter !== undefined) return palette.blue(gutter) + code;
  const [, note, text] = /^( *= \w+:)(.*)$/.exec(line) ?? [];
  if (note !== undefined) return palette.cyan(note) + text;
  const [, bar, marks = ''] = /^( *[|│])(.*)$/.exec(line) ?? [];
  if (bar === undefined) return line;
  const paint = marks.includes('^') ? accent : palette.blue;
  return palette.blue(bar) + paint(marks);
}

/** The code frame behind its title and its place, which are written here. */
function frameBody(finding: Finding, palette: Palette, accent: Painter): string[] {
  const lines = finding.frame.split('\n');
  const arrow = lines.findIndex((line) => /^ *--> /.test(line));
  return lines.slice(arrow + 1).map((line) => frameLine(line, palette, accent));
}

function formatFinding(raw: Finding, context: FormatContext, palette: Palette): string {
  const finding: Finding = {
    ...raw,
    message: printableLine(raw.message),
    help: printableLine(raw.help),
    frame: printable(raw.frame),
  };
  const accent = finding.severity === 'error' ? palette.red : palette.yellow;
  const indent = /^( *)--> /m.exec(finding.frame)?.[1] ?? '  ';
  const body =
    finding.frame === '' && finding.help !== ''
      ? [frameLine(`${indent} = help: ${finding.help}`, palette, accent)]
      : frameBody(finding, palette, accent);
  const [only, ...rest] = finding.environments;
  const lines = [
    title(finding, palette, accent),
    `${indent}${palette.blue('-->')} ${place(finding, context)}`,
    ...body,
    `${indent} ${palette.cyan('= docs:')} ${palette.dim(finding.url)}`,
    // Without this note an error that the server graph does not have looks like a wrong one.
    ...(only !== 'server' && rest.length === 0
      ? [`${indent} ${palette.cyan('= note:')} found in the ${only} environment`]
      : []),
  ];
  return lines.join('\n');
}

/** Code frames for people, with an empty line between them. */
export function formatFindings(findings: readonly Finding[], context: FormatContext): string {
  const palette = createPalette(context.colors);
  return findings.map((finding) => formatFinding(finding, context, palette)).join('\n\n');
}

/** Code frames for people, and a summary. */
export const formatPretty: Formatter = (result: CheckResult, context) => {
  const palette = createPalette(context.colors);
  const { errors, warnings } = tally(result.findings);
  const accent = errors > 0 ? palette.red : warnings > 0 ? palette.yellow : palette.green;
  const duration = `${(result.duration / 1000).toFixed(2)} s`;
  const scope = palette.dim(`(${scopeInWords(result)}, ${duration})`);
  const summary = `${accent(palette.bold(findingsInWords(result)))} ${scope}\n`;
  return result.findings.length === 0
    ? summary
    : `${formatFindings(result.findings, context)}\n\n${summary}`;
};
