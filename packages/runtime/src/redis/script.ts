import type { Connection } from './connection.ts';

/** A Lua script that Redis runs as one step. */
export interface Script {
  run(keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
}

/**
 * Makes a script that is sent once and called by its hash.
 *
 * @param beforeLoad runs before Redis gets the script. Redis keeps scripts in memory alone, so it
 * runs after each of its restarts, before the first call
 */
export function createScript(
  connection: Connection,
  source: string,
  beforeLoad?: () => Promise<void>,
): Script {
  let hash: string | undefined;
  const load = async (): Promise<string> => {
    await beforeLoad?.();
    return String(await connection.send(['SCRIPT', 'LOAD', source]));
  };
  return {
    async run(keys, args) {
      const rest = [keys.length, ...keys, ...args];
      hash ??= await load();
      try {
        return await connection.send(['EVALSHA', hash, ...rest]);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
        hash = await load();
        return connection.send(['EVALSHA', hash, ...rest]);
      }
    },
  };
}
