import { describe, expect, test } from 'vitest';
import { filePath } from '../../core/location.ts';
import { projectOf, type Files } from '../../testing/in-memory.ts';

const models = ['from django.db import models', 'class SyncHistory(models.Model):', '    status = models.TextField()'];
const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

function reaches(files: Files, name: string): boolean {
  const history = { model: 'shop.models.SyncHistory', statuses: [], writers: [] };
  const project = projectOf({ 'shop/models.py': models, ...files }, { history });
  return project.mayReachHistory({ file: filePath('shop/sync.py'), region, name });
}

const use = 'from shop.models import SyncHistory';

describe('A name may lead to the history', () => {
  test.each<[string, readonly string[], string]>([
    ['when its function uses it', [use, 'def begin(): SyncHistory.objects.create()'], 'begin'],
    ['under another name', [`${use} as Runs`, 'def begin(): Runs.objects.create()'], 'begin'],
    ['under another name within', ['def begin():', `    ${use} as Runs`, '    Runs.objects.create()'], 'begin'],
    ['over a call', [use, 'def begin(): SyncHistory.objects.create()', 'def run(): begin()'], 'run'],
    ['over a table', [use, 'def begin(): SyncHistory()', 'STEPS = [begin]', 'def run(): STEPS[0]()'], 'run'],
    [
      'over an object of unknown class',
      [use, 'class Engine:', '    def begin(self): SyncHistory()', 'def run(engine): engine.begin()'],
      'run',
    ],
    [
      'over a method that a subclass has',
      [
        use,
        'class Base:',
        '    def run(self): self.begin()',
        'class Engine(Base):',
        '    def begin(self): SyncHistory()',
      ],
      'run',
    ],
    [
      'over a method of another base of a subclass',
      [
        use,
        'class Base:',
        '    def run(self): self.begin()',
        'class Recording:',
        '    def begin(self): SyncHistory()',
        'class Engine(Recording, Base): pass',
      ],
      'run',
    ],
    [
      'over a base that cannot be seen',
      [
        use,
        'class Recording:',
        '    def begin(self): SyncHistory()',
        'class Engine(make_base()):',
        '    def run(self): self.begin()',
      ],
      'run',
    ],
  ])('%s', (_, lines, name) => {
    expect(reaches({ 'shop/sync.py': lines }, name)).toBe(true);
  });
});

describe('A name does not lead to the history', () => {
  test.each<[string, readonly string[], string]>([
    ['when nothing says so', [use, 'def begin(): SyncHistory.objects.create()', 'def read(): print()'], 'read'],
    [
      'over a method of an object of another class',
      [use, 'class Engine:', '    def start(self): SyncHistory()', 'class Client:', '    def read(self): self.start()'],
      'read',
    ],
    [
      'over a local name like that of a method',
      [use, 'class Engine:', '    def start(self): SyncHistory()', 'def read(start): start()'],
      'read',
    ],
  ])('%s', (_, lines, name) => {
    expect(reaches({ 'shop/sync.py': lines }, name)).toBe(false);
  });
});
