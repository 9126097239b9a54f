import { count } from '../count.ts';
import type { CheckResult } from './finding.ts';
import { tally } from './finding.ts';

/** What was found, in words: `1 error and 2 warnings in 2 files`. */
export function findingsInWords(result: CheckResult): string {
  const { errors, warnings } = tally(result.findings);
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  if (parts.length === 0) return 'No problems';
  const files = new Set(result.findings.map((finding) => finding.path)).size;
  return `${parts.join(' and ')} in ${count(files, 'file')}`;
}

/** What was looked at, in words: `1,204 files checked, 12 server functions`. */
export function scopeInWords(result: CheckResult): string {
  return `${count(result.files, 'file')} checked, ${count(result.functions, 'server function')}`;
}

/** The last line of an output for people. */
export function summaryLine(result: CheckResult): string {
  return `${findingsInWords(result)} (${scopeInWords(result)})`;
}
