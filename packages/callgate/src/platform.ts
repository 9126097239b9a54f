/** Platforms that have a binding, by what Node calls them. On Linux the C library decides too. */
const targets: ReadonlyMap<string, readonly string[]> = new Map([
  ['darwin-arm64', ['darwin-arm64']],
  ['darwin-x64', ['darwin-x64']],
  ['linux-arm64', ['linux-arm64-gnu', 'linux-arm64-musl']],
  ['linux-x64', ['linux-x64-gnu', 'linux-x64-musl']],
  ['win32-arm64', ['win32-arm64-msvc']],
  ['win32-x64', ['win32-x64-msvc']],
]);

/** Every target that a binding is released for. */
export function releasedTargets(): readonly string[] {
  return [...targets.values()].flat();
}

/** The targets whose binding may load on this machine, the likelier one first. */
export function candidateTargets(): readonly string[] {
  return targets.get(`${process.platform}-${process.arch}`) ?? [];
}

/** This machine in words, for messages. */
export function platformName(): string {
  const name = `${process.platform} ${process.arch}`;
  return process.platform === 'linux' ? `${name} (${libcName()})` : name;
}

function libcName(): string {
  // Slow, so only for a message. `header` is untyped in Node's types.
  const report: unknown = process.report.getReport();
  return JSON.stringify(report).includes('"glibcVersionRuntime"') ? 'glibc' : 'musl';
}
