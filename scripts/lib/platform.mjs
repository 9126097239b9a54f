/** How this machine is called in the names of bindings, `linux-x64-gnu`. */
export function hostTarget() {
  const { platform, arch } = process;
  if (platform === 'win32') return `win32-${arch}-msvc`;
  if (platform !== 'linux') return `${platform}-${arch}`;
  const { glibcVersionRuntime } = process.report.getReport().header;
  return `linux-${arch}-${glibcVersionRuntime === undefined ? 'musl' : 'gnu'}`;
}

/** The file that cargo makes of a `cdylib` called `name`. */
export function libraryFile(name) {
  if (process.platform === 'win32') return `${name}.dll`;
  return `lib${name}.${process.platform === 'darwin' ? 'dylib' : 'so'}`;
}
