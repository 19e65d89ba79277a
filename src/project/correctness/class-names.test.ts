import { expect, test } from 'vitest';
import { sourcesOf } from '../../testing/in-memory.ts';
import { Memo } from '../remembering/memo.ts';
import { RecordedSources } from '../remembering/recorded.ts';
import { Recorder } from '../remembering/recorder.ts';
import { ClassNames } from './class-names.ts';

const before = { 'shop/models.py': 'class Order: pass', 'shop/tests/test_x.py': 'class Fake: pass' };

test('names are those of the program, whatever their case', () => {
  const names = new ClassNames(sourcesOf(before));
  expect(['order', 'fake'].map((name) => names.has(name))).toEqual([true, false]);
});

test('a class that comes or goes changes what is made of its name, and nothing else', () => {
  const recorder = new Recorder();
  const sources = new RecordedSources(sourcesOf(before), recorder);
  const names = new ClassNames(sources, recorder);
  const users = new Memo<string, boolean>(recorder);
  const made: string[] = [];
  const uses = (name: string) => users.get(name, () => (made.push(name), names.has(name)));
  const all = () => [uses('order'), uses('invoice')];
  expect(all()).toEqual([true, false]);
  const edit = (text: string) => {
    sources.replace(sourcesOf({ ...before, 'shop/models.py': text }), sources.files.slice(0, 1));
    made.length = 0;
  };
  edit('x = 1\nclass Order: pass');
  expect([all(), made]).toEqual([[true, false], []]);
  edit('class Order: pass\nclass Invoice: pass');
  expect([all(), made]).toEqual([[true, true], ['invoice']]);
  edit('class Invoice: pass');
  expect([all(), made]).toEqual([[false, true], ['order']]);
});
