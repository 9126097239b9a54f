/** Says in text what a campaign has found. */
import type { Failure } from './property.ts';
import type { Summary } from './campaign.ts';

/** One line: how many programs, with which verdicts, in what time. */
export function summaryLine({ runs, servers, verdicts, milliseconds }: Summary): string {
  const kinds = [...verdicts].map(([kind, count]) => `${kind} ${count}`).join(', ');
  const seconds = (milliseconds / 1000).toFixed(1);
  return `${runs} programs with ${servers} server functions in ${seconds} s: ${kinds}`;
}

/** How many programs have each feature, as a table. */
export function featureTable({ runs, features }: Summary): string {
  return [...features]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([feature, count]) => `${percent(count / runs).padStart(8)}  ${feature}`)
    .join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** A failure, with the command that shows it again. */
export function failureText(failure: Failure): string {
  const { title, details, source, language, code, seed, path } = failure;
  return [
    `${title}.`,
    details,
    `--- program.${language}`,
    source,
    '--- compiled',
    code,
    '--- again',
    `CALLGATE_SEED=${seed} CALLGATE_PATH=${path} npm run test:differential -w tests`,
  ].join('\n');
}
