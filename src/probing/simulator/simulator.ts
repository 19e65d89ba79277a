import type { Answers } from '../../core/trial.ts';
import type { Exchange, SimulatedApi, UnusedAnswers } from '../world.ts';
import { learnedAnswers } from './answers/learned.ts';
import { tolerantAnswers } from './answers/tolerant.ts';
import { openExchange } from './exchange.ts';
import { answersOf } from './fixtures/endpoint.ts';
import { readFixtures } from './fixtures/read-fixtures.ts';
import { shippedAnswers, type ShippedAnswers } from './fixtures/shipped-answers.ts';
import type { JsonTable } from './json.ts';
import type { LearnedShape } from './learned-shape.ts';
import { makeCertificates } from './network/certificates.ts';

export interface SimulatorOptions {
  /** Absolute folder of the project's own answers; null: it has none. */
  readonly fixtures: string | null;
  /** Absolute folder of the answers of well-known systems; null: none. */
  readonly shipped: string | null;
}

/** Answers for every host of the world, on ports of this machine. */
export interface Simulator extends SimulatedApi {
  /** PEM of the certificate authority that clients have to trust. */
  readonly authority: string;
  /** `expected`: what the code that will ask is known to read. */
  open(answers?: Answers, expected?: LearnedShape): Promise<Exchange>;
  /** Table → rows, of a database that is named like that folder of answers. */
  tables(database: string, answers?: Answers): ReadonlyMap<string, readonly JsonTable[]>;
  unused(): UnusedAnswers;
}

export async function startSimulator({ fixtures, shipped }: SimulatorOptions): Promise<Simulator> {
  const [certificates, own, known] = await Promise.all([
    makeCertificates(),
    fixtures === null ? none : readFixtures(fixtures),
    shipped === null ? nothingShipped : shippedAnswers(shipped),
  ]);
  const used = new Set<string>();
  const open = new Set<Exchange>();
  const noted = (file: string) => void used.add(file);
  const sources = [
    answersOf(own.endpoints, noted),
    answersOf(own.described, noted),
    known.answer,
    learnedAnswers,
    tolerantAnswers,
  ];
  return {
    authority: certificates.authority,
    async open(answers = {}, expected) {
      const exchange = await openExchange(certificates, sources, answers, expected ?? null);
      open.add(exchange);
      const close = () => {
        open.delete(exchange);
        return exchange.close();
      };
      return { ...exchange, close };
    },
    tables(database, answers = {}) {
      const tables = own.tables.filter((table) => table.database === database);
      tables.forEach(({ file }) => used.add(file));
      return new Map([...known.tables(database), ...tables].map((table) => [table.name, table.rows(answers)]));
    },
    unused: () => ({ own: own.files.filter((file) => !used.has(file)), shipped: known.unused() }),
    async close() {
      await Promise.all([...open].map((exchange) => exchange.close()));
    },
  };
}

const none = { endpoints: [], described: [], tables: [], files: [] } as const;
const nothingShipped: ShippedAnswers = { answer: () => null, tables: () => [], unused: () => new Map() };
