import type { Label } from '../../diagnostic.ts';
import type { CheckResult, Finding } from './finding.ts';
import { endOf } from './label-end.ts';
import type { FormatContext, Formatter } from './formatter.ts';
import { ruleSummary } from './rule-summary.ts';

function artifactLocation(path: string): { uri: string; uriBaseId: string } {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function region(label: Label, source: string | null): Record<string, unknown> {
  const end = endOf(label, source);
  return {
    startLine: label.line,
    startColumn: label.column + 1,
    endLine: end.line,
    endColumn: end.column + 1,
    charOffset: label.start,
    charLength: label.end - label.start,
    ...(source === null ? {} : { snippet: { text: source.slice(label.start, label.end) } }),
  };
}

function physicalLocation(
  finding: Finding,
  label: Label | undefined,
  context: FormatContext,
): Record<string, unknown> {
  return {
    artifactLocation: artifactLocation(context.displayPath(finding.path)),
    ...(label === undefined ? {} : { region: region(label, context.readSource(finding.path)) }),
  };
}

function toResult(
  finding: Finding,
  ruleIndex: number,
  context: FormatContext,
): Record<string, unknown> {
  const [label, ...others] = finding.labels;
  return {
    ruleId: finding.code,
    ruleIndex,
    level: finding.severity,
    message: { text: [finding.message, finding.help].filter(Boolean).join('\n\n') },
    locations: [{ physicalLocation: physicalLocation(finding, label, context) }],
    ...(others.length === 0
      ? {}
      : {
          relatedLocations: others.map((other, id) => ({
            id,
            physicalLocation: physicalLocation(finding, other, context),
            ...(other.message === '' ? {} : { message: { text: other.message } }),
          })),
        }),
    properties: { environments: finding.environments },
  };
}

/** The first finding of each code, in the order of codes. */
function firstOfEachCode(findings: readonly Finding[]): Finding[] {
  const byCode = new Map<string, Finding>();
  for (const finding of findings) {
    if (!byCode.has(finding.code)) byCode.set(finding.code, finding);
  }
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** A SARIF 2.1.0 log with one run, for code scanning services and editors. */
export const formatSarif: Formatter = (result: CheckResult, context) => {
  const used = firstOfEachCode(result.findings);
  const rules = used.map((finding) => ({
    id: finding.code,
    shortDescription: { text: ruleSummary(finding.code) },
    helpUri: finding.url,
    help: { text: finding.help, markdown: `${finding.help}\n\n[${finding.code}](${finding.url})` },
    defaultConfiguration: { level: finding.severity },
  }));
  const indexes = new Map(used.map((finding, index) => [finding.code, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'callgate',
            semanticVersion: context.version,
            informationUri: 'https://github.com/callgate/callgate',
            rules,
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true }],
        results: result.findings.map((finding) =>
          toResult(finding, indexes.get(finding.code) ?? -1, context),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};
