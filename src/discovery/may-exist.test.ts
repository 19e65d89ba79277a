import { expect, test } from 'vitest';
import { temporaryFolder } from '../config/temporary-folder.ts';
import { foldersOnDisk, mayExist } from './may-exist.ts';

test.each([
  ['shop/orders', true],
  ['shop/speed', true],
  ['shop/built', true],
  ['shop/data', true],
  ['shop/generated', true],
  ['shop/local/settings', true],
  ['vendor/prices', true],
  ['vendor/prices/rules', true],
  ['vendor/prices_old', false],
  ['shop/order', false],
  ['shop/text', false],
  ['elsewhere/orders', false],
])('an import may find something at %s: %s', (path, expected) => {
  const root = temporaryFolder({
    'shop/orders.py': '',
    'shop/speed.cpython-312-x86_64-linux-gnu.so': '',
    'shop/built.pyx': '',
    'shop/text.txt': '',
    'shop/data/cities.csv': '',
    '.gitmodules': '[submodule "prices"]\n\tpath = vendor/prices\n\turl = ../prices.git\n',
    '.gitignore': 'generated.py\n',
    'shop/.gitignore': '/local/\n',
  });
  expect(mayExist(foldersOnDisk(root), path)).toBe(expected);
});
