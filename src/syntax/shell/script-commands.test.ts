import { expect, test } from 'vitest';
import { scriptCommands } from './script-commands.ts';

const found = (text: string) =>
  [...scriptCommands(text)].map(({ command, options }) => [command, ...options.map(({ name }) => name)].join(' '));

test.each([
  ['a line', 'python manage.py load --full', ['load --full']],
  ['a path', '/srv/app/manage.py load --full', ['load --full']],
  ['a path from a variable', '"$DIR"/manage.py load --full', ['load --full']],
  ['django-admin', 'exec django-admin load --full', ['load --full']],
  ['values', 'manage.py load --size=10 --day "2024 01" -v 2 --full', ['load --size --day --full']],
  ['what a variable holds', 'manage.py load $FLAGS --size=$SIZE --full', ['load --size --full']],
  ['several lines', 'manage.py load \\\n    --full \\\n    --quiet\nmanage.py stop', ['load --full --quiet', 'stop']],
  ['several on a line', 'manage.py load --full && manage.py send --fast; echo --no', ['load --full', 'send --fast']],
  ['a pipe', 'manage.py load --full 2>&1 | tee --append log', ['load --full']],
  ['a schedule', '0 3 * * * app cd /srv && ./manage.py load --full >> log 2>&1', ['load --full']],
  ['quotes around it', 'sh -c "python manage.py load --full" --no', ['load --full']],
  ['a list of words', 'CMD ["python", "manage.py", "load", "--full"]', ['load --full']],
  ['a list in YAML', "command: ['python', 'manage.py', 'load', '--full']", ['load --full']],
  ['a key in YAML', '      run: python manage.py load --full # --no', ['load --full']],
  ['what stands behind `--`', 'manage.py load --full -- --no', ['load --full']],
])('commands are found in %s', (_, text, commands) => {
  expect(found(text)).toEqual(commands);
});

test.each([
  ['a comment', '# manage.py load --full'],
  ['a comment behind something', 'true  # manage.py load --full'],
  ['another program', 'mymanage.py load; manage.pyc load; stage-manage.py load'],
  ['nothing', 'manage.py'],
  ['a variable', 'manage.py $COMMAND --full'],
  ['options that come first', 'manage.py --settings=prod load --full'],
])('no command is found in %s', (_, text) => {
  expect(found(text)).toEqual([]);
});

test('an option stands where its name does', () => {
  const text = 'manage.py load \\\n  "--full=1"';
  const [{ options } = { options: [] }] = scriptCommands(text);
  expect(options.map(({ start, end }) => text.slice(start, end))).toEqual(['--full']);
});
