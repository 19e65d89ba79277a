import { expect, test } from 'vitest';
import { formats, isFormatName } from './formats.ts';
import { cleanRun, exampleContext, exampleRun } from './testing/example-run.ts';

test.each(Object.entries(formats))('%s is pure and its output ends in a newline', async (_name, load) => {
  const { reporter } = await load();
  for (const run of [exampleRun(), cleanRun()]) {
    const output = reporter(run, exampleContext());
    expect(output).toMatch(/\n$/);
    expect(reporter(run, exampleContext())).toBe(output);
  }
});

test.each(Object.entries(formats))('%s leaves suppressed findings out unless asked', async (_name, load) => {
  const { reporter } = await load();
  const reason = 'the source has this column';
  expect(reporter(exampleRun(), exampleContext())).not.toContain(reason);
  expect(reporter(exampleRun(), exampleContext({ showSuppressed: true }))).toContain(reason);
});

test('a name is a format only when it is its own', () => {
  expect(isFormatName('json-lines')).toBe(true);
  expect(isFormatName('toString')).toBe(false);
});
