import { assertNever } from '../../core/assert-never.ts';
import { ProbeError } from '../../core/errors.ts';
import { hideMadeUp, hideSecrets } from '../../core/redact.ts';
import type { Boot, CannotBoot, HarnessAnswer, Ready, RunRequest, RunResult } from '../protocol.ts';
import type { Sandbox } from '../world.ts';
import { parseAnswer } from './answer-schema.ts';
import { HarnessProcess, type Launch } from './harness-process.ts';

export interface HarnessOptions extends Launch {
  readonly boot: Omit<Boot, 'kind'>;
  /** Runs at the same time. */
  readonly jobs: number;
  readonly interruption: AbortSignal;
}

interface Waiting {
  readonly resolve: (result: RunResult) => void;
  readonly reject: (reason: Error) => void;
}

/** A project that takes this long to start hangs. */
const bootLimitMs = 120_000;
/** The harness stops a run at its deadline, and itself tells when it fails to; this is for when it cannot even do that. */
const backstopMs = 30_000;
const patienceMs = 3_000;

/** Starts the harness with a project; throws a {@link ProbeError} when the project does not come up. */
export async function bootHarness(options: HarnessOptions): Promise<HarnessClient> {
  options.interruption.throwIfAborted();
  const client = new HarnessClient(options);
  try {
    await client.boot(options.boot);
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** Commands of one project, run in processes of their own. */
class HarnessClient implements Sandbox {
  readonly #process: HarnessProcess;
  readonly #jobs: number;
  readonly #interruption: AbortSignal;
  readonly #running = new Map<number, Waiting>();
  readonly #queue: (() => void)[] = [];
  #booting: ((answer: Ready | CannotBoot) => void) | undefined;
  #failBoot: ((reason: Error) => void) | undefined;
  #ready: Ready | undefined;
  /** Why nothing can be run any more. */
  #over: Error | undefined;
  #last = 0;
  readonly #stop = () => {
    this.#fail(this.#interruption.reason instanceof Error ? this.#interruption.reason : new Error('interrupted'));
    void this.#process.end(patienceMs);
  };

  constructor({ jobs, interruption, ...launch }: HarnessOptions) {
    this.#jobs = jobs;
    this.#interruption = interruption;
    this.#process = new HarnessProcess(launch, (line) => {
      this.#receive(line);
    });
    interruption.addEventListener('abort', this.#stop, { once: true });
    this.#process.ended.then(
      ({ code, signal }) => {
        this.#fail(this.#death(signal ?? `exit code ${String(code)}`));
      },
      (error: unknown) => {
        this.#fail(error as Error);
      },
    );
  }

  get ready(): Ready {
    if (this.#ready === undefined) throw new Error('the harness was not booted');
    return this.#ready;
  }

  /** Once, before anything is run. */
  async boot(boot: Omit<Boot, 'kind'>): Promise<void> {
    const answered = new Promise<Ready | CannotBoot>((resolve, reject) => {
      this.#booting = resolve;
      this.#failBoot = reject;
    });
    const limit = setTimeout(() => {
      this.#fail(new ProbeError('the project does not start within two minutes', 'see what its settings wait for'));
    }, bootLimitMs);
    try {
      this.#process.send({ kind: 'boot', ...boot });
      const answer = await answered;
      if (answer.kind === 'cannot-boot') throw cannotBoot(answer);
      this.#ready = answer;
    } finally {
      clearTimeout(limit);
    }
  }

  /** Rejects when the harness itself ends; whatever the command does is a result. */
  async run(request: Omit<RunRequest, 'kind' | 'id'>): Promise<RunResult> {
    if (this.#running.size >= this.#jobs) {
      await new Promise<void>((resolve) => {
        this.#queue.push(resolve);
      });
    }
    if (this.#over !== undefined) throw this.#over;
    const id = ++this.#last;
    const backstop = setTimeout(
      () => {
        this.#fail(this.#death(`no answer ${backstopMs / 1000} s after the deadline of a run`));
        this.#process.kill();
      },
      request.deadline * 1000 + backstopMs,
    );
    try {
      return await new Promise<RunResult>((resolve, reject) => {
        this.#running.set(id, { resolve, reject });
        this.#process.send({ kind: 'run', id, ...request });
      });
    } finally {
      clearTimeout(backstop);
      this.#running.delete(id);
      this.#queue.shift()?.();
    }
  }

  async close(): Promise<void> {
    this.#interruption.removeEventListener('abort', this.#stop);
    this.#fail(new Error('the harness was closed'));
    await this.#process.end(patienceMs);
  }

  #receive(line: string): void {
    let answer: HarnessAnswer;
    try {
      answer = parseAnswer(line);
    } catch (cause) {
      this.#fail(new Error(`the harness answered what is not of the protocol: ${line.slice(0, 200)}`, { cause }));
      this.#process.kill();
      return;
    }
    switch (answer.kind) {
      case 'ready':
      case 'cannot-boot':
        this.#booting?.(answer);
        break;
      case 'result':
        this.#running.get(answer.id)?.resolve(answer);
        break;
      default:
        assertNever(answer);
    }
  }

  /** The first reason counts. */
  #fail(reason: Error): void {
    this.#over ??= reason;
    this.#failBoot?.(this.#over);
    for (const { reject } of this.#running.values()) reject(this.#over);
    for (const go of this.#queue.splice(0)) go();
  }

  #death(how: string): ProbeError {
    // Until it is ready nobody knows which values are secrets.
    const printed = hideMadeUp(hideSecrets(this.#process.printed, this.#ready?.secrets ?? []));
    const tail = printed === '' ? '' : `\n${printed.split('\n').slice(-12).join('\n')}`;
    if (this.#ready === undefined) {
      const remedy = 'see what ends the process while the settings and applications are imported';
      return new ProbeError(`the project ends the Python process while it starts: ${how}${tail}`, remedy);
    }
    return new ProbeError(`the Python process that runs commands ended: ${how}${tail}`, 'please report this');
  }
}

export type { HarnessClient };

function cannotBoot({ stage, type, message, file, line, remedy, secrets }: CannotBoot): ProbeError {
  const where = file === null ? '' : ` (${file}${line === null ? '' : `:${line}`})`;
  const what = {
    loopback: 'the loopback interface is down, and cannot be brought up',
    namespace: '`--isolate` gets no network namespace here',
    python: 'this Python is too old for probes',
    django: 'Django cannot be used',
    settings: 'the settings cannot be imported',
    setup: 'the project cannot be set up',
    schema: 'the scratch databases cannot be made',
  }[stage];
  return new ProbeError(hideMadeUp(hideSecrets(`${what}: ${type}: ${message}${where}`, secrets)), remedy);
}
