import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { ProbeError } from '../core/errors.ts';

export interface PythonRequest {
  /** Of the project. */
  readonly root: string;
  /** Where the command line was typed. */
  readonly cwd: string;
  /** `--python`: a program, or the folder of a virtual environment. */
  readonly option?: string;
  /** `probe.python`, relative to the root. */
  readonly configured?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface FoundPython {
  readonly executable: string;
  readonly version: string;
  readonly django: string;
  /** Where it was found: `--python`, `.venv` … */
  readonly origin: string;
  /** Where packages are that were installed for the user alone. */
  readonly userBase: string | null;
}

interface Candidate {
  readonly origin: string;
  readonly program: string;
}

type Answer = { readonly ok: true; readonly python: FoundPython } | { readonly ok: false; readonly why: string };

const needed = { python: '3.10', django: '4.2' } as const;
const remedy = `name one with \`--python\`, or \`probe.python\` in the configuration; it needs Python ${needed.python} and Django ${needed.django} or newer`;
const limitMs = 30_000;

const question = `
import json, platform, site, sys
try:
    import django
    version = django.get_version()
except ImportError:
    version = None
print(json.dumps([platform.python_version(), version, sys.executable, site.getuserbase() if site.ENABLE_USER_SITE else None]))
`;
const reply = z.tuple([z.string(), z.nullable(z.string()), z.string(), z.nullable(z.string())]);

/** The project's Python; throws a {@link ProbeError} that says what was tried. */
export async function findPython(request: PythonRequest): Promise<FoundPython> {
  const named = namedOne(request);
  const tried: string[] = [];
  for await (const candidate of named === undefined ? candidates(request) : [named]) {
    const answer = await ask(candidate, request);
    if (answer.ok) return answer.python;
    tried.push(`${candidate.origin}: ${answer.why}`);
  }
  throw new ProbeError(`no usable Python was found (${tried.join('; ')})`, remedy);
}

/** Whoever names one means it: no other is tried. */
function namedOne({ option, configured, cwd, root }: PythonRequest): Candidate | undefined {
  if (option !== undefined) return { origin: '`--python`', program: programAt(option, cwd) };
  if (configured !== undefined) return { origin: '`probe.python`', program: programAt(configured, root) };
  return undefined;
}

async function* candidates(request: PythonRequest): AsyncGenerator<Candidate> {
  const { root, environment } = request;
  const active = environment['VIRTUAL_ENV'];
  if (active !== undefined && active !== '') yield { origin: '`VIRTUAL_ENV`', program: pythonOf(active) };
  const ofUv = environment['UV_PROJECT_ENVIRONMENT'];
  const folders = [...(ofUv === undefined || ofUv === '' ? [] : [ofUv]), '.venv', 'venv', 'env'];
  for (const folder of folders) {
    const program = pythonOf(resolve(root, folder));
    if (existsSync(program)) yield { origin: `\`${folder}\``, program };
  }
  if (existsSync(join(root, 'poetry.lock'))) {
    const folder = await output('poetry', ['env', 'info', '-p'], request).catch(() => '');
    if (folder.trim() !== '') yield { origin: 'poetry', program: pythonOf(folder.trim()) };
  }
  yield { origin: '`python3`', program: 'python3' };
}

/** A path, a folder of a virtual environment, or a name to look for in `PATH`. */
function programAt(text: string, base: string): string {
  if (!isAbsolute(text) && !/[/\\]/.test(text) && !existsSync(join(base, text))) return text;
  const path = resolve(base, text);
  return existsSync(path) && statSync(path).isDirectory() ? pythonOf(path) : path;
}

function pythonOf(environment: string): string {
  return join(environment, 'bin', 'python');
}

async function ask({ origin, program }: Candidate, request: PythonRequest): Promise<Answer> {
  let printed: string;
  try {
    printed = await output(program, ['-c', question], request);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { ok: false, why: isMissing ? `there is no \`${program}\`` : `\`${program}\` cannot be run` };
  }
  const lines = printed.trim().split('\n');
  // A `sitecustomize` may print something before.
  const [version, django, executable, userBase] = z.parse(reply, JSON.parse(lines.at(-1) ?? ''));
  if (!isAtLeast(version, needed.python)) return { ok: false, why: `\`${executable}\` is Python ${version}` };
  if (django === null) return { ok: false, why: `\`${executable}\` has no Django` };
  if (!isAtLeast(django, needed.django)) return { ok: false, why: `\`${executable}\` has Django ${django}` };
  return { ok: true, python: { executable, version, django, origin, userBase } };
}

async function output(program: string, args: readonly string[], { root, environment }: PythonRequest): Promise<string> {
  // Not within the project: `-c` would put its folder first where imports start, and a `json.py` there would be imported.
  const options = { cwd: program === 'poetry' ? root : '/', env: { ...environment }, timeout: limitMs };
  const { stdout } = await promisify(execFile)(program, args, options);
  return stdout;
}

function isAtLeast(version: string, minimum: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [neededMajor = 0, neededMinor = 0] = minimum.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}
