import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ProbeError } from '../../core/errors.ts';
import { harnessFolder } from '../probe-files.ts';

export interface Launch {
  /** What starts Python: a path, or `docker compose run --rm -T test python`. */
  readonly python: readonly [program: string, ...rest: string[]];
  /** Programs that start Python elsewhere pass on standard input and output, and no other descriptor. */
  readonly through: 'descriptors' | 'standard-streams';
  /** The working directory; the project's root. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What is kept of what the harness prints besides its answers: enough for a traceback. */
const keptCharacters = 32_000;

/** The harness as a process: lines in, lines out, and an end that comes whatever it is doing. */
export class HarnessProcess {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #requests: Writable;
  #printed = '';

  constructor({ python: [program, ...rest], through, root, environment }: Launch, onLine: (line: string) => void) {
    const standard = through === 'standard-streams';
    const harness = join(harnessFolder, 'synclint_harness');
    const child = spawn(program, [...rest, harness, ...(standard ? ['--standard-streams'] : [])], {
      cwd: root,
      env: environment,
      // A group of its own: the terminal's Ctrl-C is ours to handle, and all of it can be ended at once.
      detached: true,
      stdio: standard ? ['pipe', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#requests = child.stdio[standard ? 0 : 3] as Writable;
    // A harness that is gone is told by its end, not by the pipe that broke.
    this.#requests.on('error', () => undefined);
    const answers = child.stdio[standard ? 1 : 4] as Readable;
    createInterface({ input: answers, crlfDelay: Infinity }).on('line', onLine);
    for (const stream of standard ? [child.stderr] : [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#printed = (this.#printed + text).slice(-keptCharacters);
      });
    }
    this.ended = new Promise((resolve, reject) => {
      child.once('error', (cause) => {
        reject(new ProbeError(`\`${program}\` cannot be started`, 'name another Python with `--python`', { cause }));
      });
      // Not `close`: something that outlives the harness may hold its streams.
      child.once('exit', (code, signal) => {
        resolve({ code, signal });
      });
    });
    // Whoever waits for it hears of it; nobody has to.
    this.ended.catch(() => undefined);
  }

  /** The last of what it has printed beside the protocol, such as the traceback of a defect. */
  get printed(): string {
    return this.#printed.trim();
  }

  send(message: object): void {
    this.#requests.write(`${JSON.stringify(message)}\n`);
  }

  /** Asks it to end, which takes it some milliseconds; one that does not is killed. Never throws. */
  async end(patienceMs: number): Promise<void> {
    this.#requests.end();
    const impatience = setTimeout(() => {
      this.kill();
    }, patienceMs);
    await this.ended.catch(() => undefined);
    clearTimeout(impatience);
  }

  /** At once; what it has started sees that it is gone, and follows. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It ended between the question and the signal.
      this.#child.kill('SIGKILL');
    }
  }
}
