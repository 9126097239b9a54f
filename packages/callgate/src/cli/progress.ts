/** Shows that a long task is going on. */
export interface Progress {
  /** Replaces the text behind the spinner. */
  update(text: string): void;
  /** Removes the line. Nothing is shown after it. */
  stop(): void;
}

/** What progress needs of the stream it is drawn on. */
export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameDuration = 80;
/** A task that ends sooner than this shows nothing: a flash of text tells nobody anything. */
const quietTime = 250;

/** Draws one line on a terminal and keeps it up to date; does nothing on anything else. */
export function startProgress(text: string, stream: ProgressStream = process.stderr): Progress {
  if (stream.isTTY !== true || process.env['TERM'] === 'dumb') {
    return { update: () => {}, stop: () => {} };
  }
  let current = text;
  let drawn = false;
  const begun = Date.now();
  const timer = setInterval(() => {
    const elapsed = Date.now() - begun;
    if (elapsed < quietTime) return;
    const frame = frames[Math.floor(elapsed / frameDuration) % frames.length] ?? '';
    const line = `${frame} ${current} ${(elapsed / 1000).toFixed(1)} s`;
    // A terminal that does not know its width says 0.
    stream.write(`\r\u001b[2K${line.slice(0, (stream.columns || 80) - 1)}`);
    drawn = true;
  }, frameDuration);
  timer.unref();
  return {
    update(next) {
      current = next;
    },
    stop() {
      clearInterval(timer);
      if (drawn) stream.write('\r\u001b[2K');
      drawn = false;
    },
  };
}
