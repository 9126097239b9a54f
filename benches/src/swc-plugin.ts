import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { compare } from './compare.ts';
import { idlePlugin } from './idle-plugin.ts';
import { fileLevel, inline, plain } from './inputs.ts';
import { atMost, type Row } from './table.ts';

/** `@swc/core` with the plugin and with one that does nothing, beside `@swc/core` alone. */
export function swcPlugin(): Row[] {
  const directory = mkdtempSync(join(tmpdir(), 'callgate-bench-'));
  const idle = join(directory, 'idle.wasm');
  writeFileSync(idle, idlePlugin());
  const plugin = createRequire(import.meta.url).resolve('@callgate/swc-plugin');
  const runner = (file: string | null) => (source: string) => transform(source, file, directory);
  try {
    return measure(runner(null), runner(idle), runner(plugin));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

type Run = (source: string) => unknown;

function measure(alone: Run, idle: Run, plugin: Run): Row[] {
  const group = 'In @swc/core 1.16.22';
  const cold = [idle, plugin].map((run) => time(() => run('')));
  const rows: Row[] = [
    {
      group,
      measure: 'the first module, cold: the plugin is compiled',
      figure: `${cold[1]?.toFixed(0)} ms`,
      detail: `${cold[0]?.toFixed(0)} ms for one that does nothing`,
    },
  ];
  for (const [name, source, target] of [
    ['200 file-level functions', fileLevel(200), 1.5],
    ['200 inline functions', inline(200), 1.5],
    ['200 components without a directive', plain(200), 1.15],
    ['a small module without a directive', plain(1), 1.15],
  ] as const) {
    for (const [what, run] of [
      ['a plugin that does nothing', idle],
      ['the plugin', plugin],
    ] as const) {
      const { ratio, own, other } = compare(
        () => alone(source),
        () => run(source),
      );
      rows.push({
        group,
        measure: `${name}, ${what}`,
        figure: `${ratio.toFixed(2)}× the time`,
        detail: `${other.toFixed(2)} ms, ${own.toFixed(2)} ms without`,
        ...(run === plugin && { target: atMost(ratio, target, '×') }),
      });
    }
  }
  return rows;
}

function transform(source: string, file: string | null, cacheRoot: string): unknown {
  const options = { environment: 'server', root: '/app', dev: false };
  return transformSync(source, {
    filename: '/app/src/module.tsx',
    swcrc: false,
    configFile: false,
    sourceMaps: true,
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' } },
      experimental: {
        runPluginFirst: true,
        cacheRoot,
        plugins: file === null ? [] : [[file, options]],
      },
    },
  });
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
