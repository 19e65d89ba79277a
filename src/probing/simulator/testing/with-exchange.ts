import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Answers } from '../../../core/trial.ts';
import type { Exchange } from '../../world.ts';
import type { LearnedShape } from '../learned-shape.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import { clientOf } from './ask.ts';

export const shipped = resolve('probes/answers');

export interface Talk extends ReturnType<typeof clientOf> {
  readonly exchange: Exchange;
}

/** Opens a port, talks to it, and closes it whatever happens. */
export async function withExchange<T>(
  simulator: Simulator,
  answers: Answers,
  talk: (talk: Talk) => Promise<T>,
  expected?: LearnedShape,
): Promise<T> {
  const exchange = await simulator.open(answers, expected);
  try {
    return await talk({ exchange, ...clientOf(exchange.port, simulator.authority) });
  } finally {
    await exchange.close();
  }
}

/** A simulator with answers of a project, whose files are given. */
export async function withFixtures<T>(
  files: Readonly<Record<string, unknown>>,
  use: (simulator: Simulator) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'synclint-answers-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
    }
    const simulator = await startSimulator({ fixtures: folder, shipped });
    try {
      return await use(simulator);
    } finally {
      await simulator.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
