import { expect, test } from 'vitest';
import { sourcesOf } from '../../testing/in-memory.ts';
import { guessSourceRoots } from './source-roots.ts';

test('a package beside a manage.py is none for having another one', () => {
  const shop = { 'shop/manage.py': '', 'shop/__init__.py': '', 'shop/jinja2.py': '' };
  expect(guessSourceRoots(sourcesOf({ ...shop, 'manage.py': '' }))).toEqual(['.']);
  expect(guessSourceRoots(sourcesOf(shop))).toEqual(['shop', '.']);
});

const apps = { 'shop/apps/orders/models.py': '', 'shop/apps/orders/management/commands/sync_orders.py': '' };

test('the root, folders of manage.py and src are where imports start', () => {
  expect(guessSourceRoots(sourcesOf({ 'backend/manage.py': '', 'src/orders/models.py': '' }))).toEqual([
    'backend',
    'src',
    '.',
  ]);
});

test.each([
  'sys.path.insert(0, os.path.join(BASE_DIR, "apps"))',
  "sys.path.append(str(BASE_DIR / 'apps'))",
  "sys.path.insert(0, root('apps'))",
  "sys.path.append(os.path.join(ROOT, 'shop/apps'))",
])('a folder that settings put on the path is one, too: %s', (line) => {
  const settings = `import sys\n\n${line}\n`;
  expect(guessSourceRoots(sourcesOf({ ...apps, 'shop/settings/base.py': settings }))).toEqual(['shop/apps', '.']);
});

test.each([
  ['the folder is not there', 'sys.path.append(os.path.join(ROOT, "plugins"))'],
  ['the path is computed', 'sys.path.append(os.path.join("apps", name))'],
  ['it is somewhere else', 'sys.path.append("/opt/apps/lib")'],
  ['it is a comment', '# sys.path.append("apps")'],
])('%s: no source root', (_, line) => {
  expect(guessSourceRoots(sourcesOf({ ...apps, 'shop/settings/base.py': `${line}\n` }))).toEqual(['.']);
});

test('what another module does to the path is not looked at', () => {
  expect(guessSourceRoots(sourcesOf({ ...apps, 'shop/tools.py': 'sys.path.append("apps")\n' }))).toEqual(['.']);
});
