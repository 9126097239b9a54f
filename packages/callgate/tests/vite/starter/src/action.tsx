'use server';

let serverCounter = 0;

export async function getServerCounter(): Promise<number> {
  return serverCounter;
}

export async function updateServerCounter(change: number): Promise<void> {
  serverCounter += change;
}
