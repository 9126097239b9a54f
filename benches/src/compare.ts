/** What two pieces of work take, measured side by side. */
export interface Comparison {
  /** The median of the ratios of neighbouring samples: how many times as long `other` takes. */
  ratio: number;
  /** Median milliseconds of one run. */
  own: number;
  other: number;
}

/** Milliseconds for one sample of one side. */
const sampleTime = 30;

const rounds = 15;

/**
 * Measures `own` and `other` in turns, so that whatever else the machine does slows down both, and
 * compares neighbours only.
 */
export function compare(own: () => unknown, other: () => unknown): Comparison {
  const ownCount = repetitions(own);
  const otherCount = repetitions(other);
  const samples = Array.from({ length: rounds }, () => ({
    own: sample(own, ownCount),
    other: sample(other, otherCount),
  }));
  return {
    ratio: median(samples.map(({ own: a, other: b }) => b / a)),
    own: median(samples.map((both) => both.own)),
    other: median(samples.map((both) => both.other)),
  };
}

/** The middle one of the values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** How often the work fits into a sample. Warms up, too. */
function repetitions(work: () => unknown): number {
  work();
  const start = performance.now();
  let count = 0;
  do {
    work();
    count += 1;
  } while (performance.now() - start < sampleTime);
  return count;
}

/** Milliseconds of one run. */
function sample(work: () => unknown, count: number): number {
  const start = performance.now();
  for (let run = 0; run < count; run += 1) work();
  return (performance.now() - start) / count;
}
