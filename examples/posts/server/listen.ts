import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The loopback interface: the demonstration's passwords are public, so nobody else may connect. */
export const HOST = '127.0.0.1';

const DEFAULT_PORT = 3000;
const ATTEMPTS = 10;

/**
 * Listens on `wanted` (`0`: any free port), or without it on the first free port from 3000. Gives
 * the port.
 */
export async function listen(server: Server, wanted: string | undefined): Promise<number> {
  if (wanted !== undefined && wanted !== '') return listenOn(server, parsePort(wanted));
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + ATTEMPTS; port++) {
    try {
      return await listenOn(server, port);
    } catch (error) {
      if (!isInUse(error)) throw error;
      console.log(`Port ${port} is in use.`);
    }
  }
  throw new Error(
    `The ports ${DEFAULT_PORT} to ${DEFAULT_PORT + ATTEMPTS - 1} are in use. Set PORT to a free one.`,
  );
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(isInUse(error) && port !== 0 ? portInUse(port, error) : error);
    };
    server.once('error', fail);
    server.listen(port, HOST, () => {
      server.off('error', fail);
      // A TCP server's address is an object; only a pipe's is a string.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a number from 0 to 65535, not "${text}".`);
  }
  return port;
}

function portInUse(port: number, cause: Error): Error {
  const error = new Error(`Port ${port} is in use. Set PORT to a free one, or to 0 for any.`, {
    cause,
  });
  return Object.assign(error, { code: 'EADDRINUSE' });
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
