/** The check can fail: it finds what is broken on purpose, and shrinks it to something readable. */
import assert from 'node:assert/strict';
import test from 'node:test';

import { breakages } from './check/breakages.ts';
import { runCampaign } from './check/campaign.ts';

const maxLines = 40;

for (const breakage of Object.keys(breakages)) {
  test(`the check finds that ${breakage}`, async (context) => {
    const campaign = { seed: 1, runs: 1000, maxMilliseconds: 120_000, breakage };
    const { failures } = await runCampaign(campaign);
    const [failure] = failures;
    assert.ok(failure, 'no program showed it');
    const lines = failure.source.split('\n').length;
    context.diagnostic(`${failure.title}; ${lines} lines`);
    assert.ok(lines <= maxLines, failure.source);
  });
}
