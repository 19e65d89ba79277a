import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts of modules of the standard library of the Python in PATH: code that nobody wrote for a test. */
export function libraryTexts(maximum: number): readonly { readonly file: string; readonly text: string }[] {
  const script = 'import os; print(os.path.dirname(os.__file__))';
  const folder = execFileSync('python3', ['-c', script], { encoding: 'utf8' }).trim();
  const names = ['.', 'asyncio', 'email', 'json', 'unittest', 'logging', 'importlib', 'concurrent/futures', 'http'];
  const files = names.flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.py'))
      .sort()
      .map((file) => join(folder, name, file)),
  );
  const step = Math.max(1, Math.floor(files.length / maximum));
  return files
    .filter((_, index) => index % step === 0)
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => text.length < 120_000);
}
