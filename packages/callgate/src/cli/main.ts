import { CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import { UsageError } from './usage-error.ts';
import { createProgram } from './program.ts';

// A reader such as `head` that has seen enough is no reason for a message.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** What went wrong, for the person who typed the command. */
function explain(error: unknown): string {
  if (error instanceof UsageError) {
    const hint = error.hint === undefined ? '' : `\n${error.hint}`;
    return `error: ${error.message}${hint}\n`;
  }
  // A file that cannot be read or written: the message names it, the stack would not help.
  if (error instanceof Error && 'syscall' in error) return `error: ${error.message}\n`;
  return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and the version are asked for; everything else is a mistake, told already.
    process.exitCode = error.exitCode === 0 ? exitCode.clean : exitCode.usage;
  } else {
    process.exitCode = exitCode.usage;
    process.stderr.write(explain(error));
  }
}
