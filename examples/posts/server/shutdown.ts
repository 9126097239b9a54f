import type { Server } from 'node:http';

const PATIENCE_MILLISECONDS = 3_000;

/**
 * Ends the process on Ctrl+C and on a supervisor's request: no new connections, the requests in
 * hand get three seconds to be answered, then `cleanUp` runs. The signal may come several times,
 * from the terminal and from the processes in between.
 */
export function stopOnSignals(server: Server, cleanUp: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    const timer = setTimeout(() => server.closeAllConnections(), PATIENCE_MILLISECONDS);
    server.close(() => {
      clearTimeout(timer);
      cleanUp().catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
      });
    });
    server.closeIdleConnections();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}
