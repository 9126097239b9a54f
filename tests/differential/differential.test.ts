/**
 * Random programs do the same compiled as in place.
 *
 * Compiled by the addon, and fewer of them by the SWC plugin. `CALLGATE_RUNS` and `CALLGATE_SEED` choose other programs, `CALLGATE_PATH` a single one,
 * `CALLGATE_FEATURES=1` prints what the programs had in them, `CALLGATE_SAVE=<folder>` saves a program
 * that fails in the form of a fixture.
 */
import assert from 'node:assert/strict';
import test from 'node:test';

import { runCampaign } from './check/campaign.ts';
import { failureText, featureTable, summaryLine } from './check/report.ts';
import { saveFailure } from './save/save.ts';

const { CALLGATE_RUNS, CALLGATE_SEED, CALLGATE_PATH, CALLGATE_FEATURES, CALLGATE_SAVE } =
  process.env;
const maxMinutes = 15;

for (const [name, plugin, share] of [
  ['the addon', false, 1],
  ['the SWC plugin', true, 0.2],
] as const) {
  test(`random programs do the same compiled by ${name} as in place`, async (context) => {
    const summary = await runCampaign({
      seed: Number(CALLGATE_SEED ?? 1),
      runs: Math.ceil(Number(CALLGATE_RUNS ?? 20_000) * share),
      plugin,
      maxMilliseconds: maxMinutes * 60_000,
      ...(CALLGATE_PATH === undefined ? {} : { path: CALLGATE_PATH }),
    });
    context.diagnostic(summaryLine(summary));
    if (CALLGATE_FEATURES !== undefined) console.log(featureTable(summary));
    const [failure] = summary.failures;
    if (failure !== undefined && CALLGATE_SAVE !== undefined) saveFailure(failure, CALLGATE_SAVE);
    if (failure !== undefined) assert.fail(failureText(failure));
    if (CALLGATE_PATH !== undefined) return;
    // A check that leaves most programs out would show nothing.
    const same = summary.verdicts.get('same') ?? 0;
    assert.ok(same >= summary.runs * 0.98, `only ${same} programs were compared`);
  });
}
