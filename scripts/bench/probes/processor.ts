import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths, on every architecture, whatever its clock does. */
const ticksPerSecond = 100;

/** Processor seconds so far: of this process, and of what it has started and what those have; null where only `/proc` would tell. */
export interface Processor {
  readonly own: number;
  readonly below: number | null;
}

/** Of processes below that run still, what their own children use counts when these have ended. */
export function processorSeconds(): Processor {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1e6, below: process.platform === 'linux' ? secondsBelow(process.pid) : null };
}

function secondsBelow(pid: number): number {
  const ended = timesOf(pid)?.ended ?? 0;
  return childrenOf(pid).reduce((sum, child) => sum + (timesOf(child)?.own ?? 0) + secondsBelow(child), ended);
}

function timesOf(pid: number): { readonly own: number; readonly ended: number } | null {
  const status = contentOf(`/proc/${String(pid)}/stat`);
  if (status === null) return null;
  // Behind the name of the program, which may hold anything: state is field 3, the four times are fields 14 to 17.
  const fields = status.slice(status.lastIndexOf(') ') + 2).split(' ');
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number);
  return { own: (user + system) / ticksPerSecond, ended: (endedUser + endedSystem) / ticksPerSecond };
}

function childrenOf(pid: number): readonly number[] {
  const folder = `/proc/${String(pid)}/task`;
  const threads = contentOf(folder, (path) => readdirSync(path)) ?? [];
  return threads.flatMap((thread) => {
    const children = contentOf(`${folder}/${thread}/children`) ?? '';
    return children.split(' ').flatMap((child) => (child.trim() === '' ? [] : [Number(child)]));
  });
}

/** Null where the process is gone. */
function contentOf<T = string>(
  path: string,
  read: (path: string) => T = (file) => readFileSync(file, 'utf8') as T,
): T | null {
  try {
    return read(path);
  } catch {
    return null;
  }
}
