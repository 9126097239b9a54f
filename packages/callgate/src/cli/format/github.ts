import type { CheckResult, Finding } from './finding.ts';
import { endOf } from './label-end.ts';
import type { FormatContext, Formatter } from './formatter.ts';
import { summaryLine } from './summary.ts';

// The runner reads one command a line and undoes exactly these escapes.
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function command(finding: Finding, context: FormatContext): string {
  const properties: [string, string][] = [['file', context.displayPath(finding.path)]];
  const [label, ...others] = finding.labels;
  if (label !== undefined) {
    const end = endOf(label, context.readSource(finding.path));
    properties.push(['line', String(label.line)], ['endLine', String(end.line)]);
    // Columns are shown only for a range within one line, and they count from 1.
    if (end.line === label.line) {
      properties.push(['col', String(label.column + 1)], ['endColumn', String(end.column + 1)]);
    }
  }
  properties.push(['title', `callgate ${finding.code}`]);
  const text = [
    finding.message,
    ...others
      .filter((other) => other.message !== '')
      .map((other) => `${other.line}:${other.column + 1}: ${other.message}`),
    ...(finding.help === '' ? [] : [`help: ${finding.help}`]),
    finding.url,
  ].join('\n');
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',');
  return `::${finding.severity} ${list}::${escapeData(text)}\n`;
}

/** Workflow commands, which GitHub Actions shows as annotations on the lines of a pull request. */
export const formatGithub: Formatter = (result: CheckResult, context) => {
  const commands = result.findings.map((finding) => command(finding, context));
  return `${commands.join('')}${summaryLine(result)}\n`;
};
