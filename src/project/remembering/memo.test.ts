import { describe, expect, test } from 'vitest';
import { filePath } from '../../core/location.ts';
import { Memo } from './memo.ts';
import { Recorder } from './recorder.ts';

const [a, b] = [filePath('a.py'), filePath('b.py')];

/** Numbers in files, sums of them that often come out the same, and what is made of the sums. */
function sums() {
  const numbers = new Map([
    [a, 1],
    [b, 2],
  ]);
  const recorder = new Recorder();
  const [settled, texts] = [new Memo<string, number>(recorder), new Memo<string, string>(recorder)];
  const made: string[] = [];
  const numberIn = (file: typeof a): number => {
    recorder.reads(file);
    return numbers.get(file) ?? 0;
  };
  const sum = (): number =>
    settled.getSettled(
      'sum',
      () => {
        made.push('sum');
        return numberIn(a) + numberIn(b);
      },
      (one, other) => one === other,
    );
  const text = (): string =>
    texts.get('text', () => {
      made.push('text');
      return `is ${String(sum())}`;
    });
  const edit = (changes: readonly (readonly [typeof a, number])[]): void => {
    for (const [file, number] of changes) numbers.set(file, number);
    recorder.forget(changes.map(([file]) => file));
  };
  const taken = (): readonly string[] => made.splice(0);
  return { recorder, sum, text, edit, taken };
}

describe('an answer that often comes out the same', () => {
  test('leaves what was made of it alone when it does', () => {
    const { text, edit, taken } = sums();
    expect([text(), taken()]).toEqual(['is 3', ['text', 'sum']]);
    edit([
      [a, 2],
      [b, 1],
    ]);
    expect([text(), taken()]).toEqual(['is 3', ['sum']]);
    edit([]);
    expect([text(), taken()]).toEqual(['is 3', []]);
  });

  test('takes what was made of it back when it does not', () => {
    const { text, edit, taken } = sums();
    text();
    edit([[a, 5]]);
    expect([text(), new Set(taken())]).toEqual(['is 7', new Set(['sum', 'text'])]);
  });

  test('knows what it was made of the last time', () => {
    const { text, edit } = sums();
    text();
    edit([
      [a, 2],
      [b, 1],
    ]);
    edit([[b, 8]]);
    expect(text()).toBe('is 10');
  });

  test('is not found out again for nobody', () => {
    const { sum, edit, taken } = sums();
    sum();
    taken();
    edit([[a, 7]]);
    expect(taken()).toEqual([]);
    expect(sum()).toBe(9);
  });

  test('is right when another one that is in doubt asks for it', () => {
    const { recorder, sum, edit } = sums();
    const [signs, words] = [new Memo<string, boolean>(recorder), new Memo<string, string>(recorder)];
    const isSmall = () =>
      signs.getSettled(
        'small',
        () => sum() < 10,
        (one, other) => one === other,
      );
    let asked = 0;
    const word = () => words.get('word', () => (asked++, isSmall() ? 'small' : 'large'));
    const all = [word()];
    edit([[a, 4]]);
    all.push(word());
    expect(asked).toBe(1);
    edit([[a, 40]]);
    all.push(word());
    expect([all, asked]).toEqual([['small', 'small', 'large'], 2]);
  });

  test('that cannot be found out any more fails where it is asked for', () => {
    const recorder = new Recorder();
    const [settled, users] = [new Memo<string, number>(recorder), new Memo<string, number>(recorder)];
    let isBroken = false;
    const find = (): number => {
      recorder.reads(a);
      if (isBroken) throw new Error('broken');
      return 1;
    };
    const use = () => users.get('user', () => settled.getSettled('one', find, Object.is));
    use();
    isBroken = true;
    recorder.forget([a]);
    expect(use).toThrow('broken');
  });
});

test('what nobody asks for twice is kept only with a recorder', () => {
  let made = 0;
  const find = () => (made += 1);
  const [plain, lasting] = [new Memo<string, number>(undefined), new Memo<string, number>(new Recorder())];
  expect([plain.getForLater('x', find), plain.getForLater('x', find)]).toEqual([1, 2]);
  expect([lasting.getForLater('x', find), lasting.getForLater('x', find)]).toEqual([3, 3]);
});

test('what depends on the disk holds until the disk says something else', () => {
  const recorder = new Recorder();
  const answers = new Memo<string, string>(recorder);
  let [isThere, made] = [false, 0];
  const answer = () =>
    answers.get('x', () => {
      made += 1;
      const saw = isThere;
      recorder.asks(saw, () => isThere);
      return saw ? 'there' : 'gone';
    });
  answer();
  recorder.forgetDisk();
  expect([answer(), made]).toEqual(['gone', 1]);
  isThere = true;
  recorder.forgetDisk();
  expect([answer(), made]).toEqual(['there', 2]);
});

test('a scan holds while it would find the same files', () => {
  const recorder = new Recorder();
  const answers = new Memo<string, number>(recorder);
  const found = new Set([a]);
  let made = 0;
  const count = () =>
    answers.get('x', () => {
      made += 1;
      recorder.scans([...found], (file) => found.has(file));
      return found.size;
    });
  count();
  recorder.forget([a, b]);
  expect([count(), made]).toEqual([1, 1]);
  found.add(b);
  recorder.forget([a]);
  expect([count(), made]).toEqual([1, 1]);
  recorder.forget([b]);
  expect([count(), made]).toEqual([2, 2]);
});
