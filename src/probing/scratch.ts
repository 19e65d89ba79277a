import { randomBytes } from 'node:crypto';
import { accessSync, constants, lstatSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProbeError } from '../core/errors.ts';

/** A folder of ours, for all that a run of probes needs and nobody is to find afterwards. */
export interface Scratch {
  readonly path: string;
  /** Never throws; what cannot be removed now is removed at the next start. */
  remove(): Promise<void>;
}

const ours = /^synclint-(?<pid>[1-9]\d{0,9})-[0-9a-f]{12}$/;
const memory = '/dev/shm';
/** Enough for databases of a few parallel runs. */
const roomyBytes = 512 * 1024 * 1024;

/** Makes one, in memory where there is room, and removes those of processes that could not remove their own. */
export function makeScratch(places = scratchPlaces()): Scratch {
  removeStaleScratch(places);
  const place = places.find(isRoomy) ?? tmpdir();
  const path = join(place, `synclint-${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (cause) {
    throw new ProbeError(`no scratch folder can be made in ${place}`, 'make room there, or set TMPDIR', { cause });
  }
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined) };
}

function isRoomy(place: string): boolean {
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize > roomyBytes;
  } catch {
    return false;
  }
}

/** Removes folders with our name, of our user, whose process is gone; says which. */
export function removeStaleScratch(places = scratchPlaces()): readonly string[] {
  return places.flatMap((place) =>
    namesIn(place)
      .filter((name) => isGone(Number(ours.exec(name)?.groups?.['pid'] ?? 0)))
      .map((name) => join(place, name))
      .filter(isRemoved),
  );
}

function scratchPlaces(): readonly string[] {
  return [...new Set([memory, tmpdir()])];
}

function isRemoved(path: string): boolean {
  try {
    const { uid } = lstatSync(path);
    if (process.getuid !== undefined && uid !== process.getuid()) return false;
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    // Somebody else was faster, or it is not ours to remove.
    return false;
  }
}

function isGone(pid: number): boolean {
  return pid !== 0 && !isAlive(pid);
}

function namesIn(place: string): readonly string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
