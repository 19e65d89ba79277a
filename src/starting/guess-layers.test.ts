import { expect, test } from 'vitest';
import { guessLayers } from './guess-layers.ts';

test('folders that are called like layers are layers, in their order', () => {
  const files = ['app/models/a.py', 'app/sync/x/clients/a.py', 'app/management/commands/sync_x_a.py'];
  expect(guessLayers(files)).toEqual([
    { name: 'command', paths: ['**/management/commands/**'] },
    { name: 'client', paths: ['**/clients/**'] },
    { name: 'model', paths: ['**/models/**'] },
  ]);
});

test('two folders are no order yet', () => {
  expect(guessLayers(['models/a.py', 'app/management/commands/sync_x_a.py', 'app/engines.py'])).toEqual([]);
});
