import { expect, test } from 'vitest';
import { guessSystems } from './guess-systems.ts';

const two = ['sync_arrivy_tasks', 'sync_arrivy_groups'];

test('two commands with the same beginning are a system', () => {
  expect(guessSystems(two, [])).toEqual([{ name: 'arrivy', commands: ['sync_arrivy_*'], source: 'api', count: 2 }]);
});

test('one command is a system where a package is called like it', () => {
  expect(guessSystems(['sync_five9_contacts'], [])).toEqual([]);
  const [system] = guessSystems(['sync_five9_contacts'], ['app/sync/five9/clients/contacts.py']);
  expect(system).toMatchObject({ name: 'five9', package: 'app/sync/five9', count: 1 });
});

test('several verbs are several globs, and tell where the data comes from', () => {
  const commands = ['db_genius_jobs', 'sync_genius_users', 'import_gsheet_leads', 'import_gsheet_spends'];
  expect(guessSystems(commands, [])).toMatchObject([
    { name: 'genius', commands: ['db_genius_*', 'sync_genius_*'], source: 'database' },
    { name: 'gsheet', commands: ['import_gsheet_*'], source: 'sheet' },
  ]);
});

test('no package is named where two folders could be meant, or only tests and models have one', () => {
  expect(guessSystems(two, ['a/arrivy/x.py', 'b/arrivy/x.py'])[0]).not.toHaveProperty('package');
  expect(guessSystems(two, ['a/tests/arrivy/x.py', 'a/models/arrivy/x.py'])[0]).not.toHaveProperty('package');
});

test('commands that name no system make none', () => {
  expect(guessSystems(['migrate', 'sync_all', 'report_arrivy_tasks', 'report_arrivy_users'], [])).toEqual([]);
});
