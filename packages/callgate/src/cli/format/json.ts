import type { CheckResult } from './finding.ts';
import { tally } from './finding.ts';
import { endOf } from './label-end.ts';
import type { Formatter } from './formatter.ts';

/** One JSON document; offsets, lines and columns as in the Node API, with the end of each label. */
export const formatJson: Formatter = (result: CheckResult, { readSource, version }) => {
  const diagnostics = result.findings.map((finding) => {
    const source = readSource(finding.path);
    return {
      path: finding.path,
      environments: finding.environments,
      code: finding.code,
      severity: finding.severity,
      message: finding.message,
      help: finding.help,
      url: finding.url,
      labels: finding.labels.map((label) => {
        const end = endOf(label, source);
        return { ...label, endLine: end.line, endColumn: end.column };
      }),
      frame: finding.frame,
    };
  });
  const { errors, warnings } = tally(result.findings);
  return `${JSON.stringify(
    {
      version: 1,
      tool: { name: 'callgate', version },
      summary: { files: result.files, functions: result.functions, errors, warnings },
      diagnostics,
    },
    null,
    2,
  )}\n`;
};
