import { compare } from './compare.ts';
import { loadCompilers, type Compile } from './compilers.ts';
import { fileLevel, inline, modules, type Input } from './inputs.ts';
import { atLeast, type Row } from './table.ts';

/** Callgate from Node beside the compilers of others. */
export async function sideBySide(): Promise<Row[]> {
  const { callgate, callgateAndStrip, next, pluginRsc, swc } = await loadCompilers();
  const rows: Row[] = [];
  for (const { input, nextTarget } of inputs()) {
    const add = (name: string, other: Compile | null, own = callgate, target?: number) => {
      if (other === null) return;
      const {
        ratio,
        own: ownTime,
        other: otherTime,
      } = compare(
        () => input.sources.forEach(own),
        () => input.sources.forEach(other),
      );
      rows.push({
        group: `From Node, ${input.name}`,
        measure: name,
        figure: `${ratio.toFixed(1)}× as fast`,
        detail: `${ownTime.toFixed(2)} ms and ${otherTime.toFixed(2)} ms`,
        ...(target === undefined ? {} : { target: atLeast(ratio, target, '×') }),
      });
    };
    add("than Next's compiler", next, callgate, nextTarget);
    add('than strip + plugin-rsc', pluginRsc, callgate, 8);
    add("with a strip behind it, than Next's compiler", next, callgateAndStrip);
    add('with a strip behind it, than strip + plugin-rsc', pluginRsc, callgateAndStrip);
    add('than @swc/core, which only strips', swc);
  }
  return rows;
}

function inputs(): { input: Input; nextTarget: number }[] {
  return [
    { input: { name: 'modules of 1–7 KB', sources: modules() }, nextTarget: 8 },
    { input: { name: '100 file-level functions', sources: [fileLevel(100)] }, nextTarget: 3.3 },
    { input: { name: '1,000 file-level functions', sources: [fileLevel(1000)] }, nextTarget: 3.3 },
    { input: { name: '1,000 inline functions', sources: [inline(1000)] }, nextTarget: 7 },
  ];
}
