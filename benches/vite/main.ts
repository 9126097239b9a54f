/** Runs the benchmark of the Vite plugin alone. */
import { printTable } from '../src/table.ts';
import { vite } from './measure.ts';

printTable(vite(Number(process.argv[2] ?? 5)));
