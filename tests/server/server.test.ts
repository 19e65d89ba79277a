import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, Diagnostic, Range, TextEdit } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { compileIfStale } from '../cli/compiled.ts';
import { Workshop, type Files } from '../cli/workshop.ts';
import { EditorSession, uriOf } from './session.ts';

const workshop = new Workshop();
let editor: EditorSession | undefined;

beforeAll(compileIfStale);
afterEach(() => {
  editor?.kill();
});
afterAll(() => {
  workshop.clear();
});

const command = `from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--limit", type=int, default=10, help="at most so many")

    def handle(self, *args, **options):
        print(options["limit"])
`;
const unreadFlag = 'synclint.toml';
const project: Files = {
  'manage.py': '',
  [unreadFlag]: 'select = ["unread-flag", "unused-suppression", "suppression-without-reason"]\n',
  'shop/__init__.py': '',
  'shop/management/__init__.py': '',
  'shop/management/commands/__init__.py': '',
  'shop/management/commands/sync_orders.py': command,
};
const inProject = 'shop/management/commands/sync_orders.py';

/** A server on a project of one command, whose file is open. */
async function opened(files: Files = project, text = command) {
  const root = realpathSync(workshop.folder(files));
  const path = join(root, inProject);
  editor = new EditorSession(root);
  await editor.start([root]);
  await editor.open(path, text);
  await editor.settled(path);
  return { editor, root, path };
}

const codes = (diagnostics: readonly Diagnostic[] | undefined) => diagnostics?.map(({ code }) => code);

function applied(action: CodeAction | undefined, path: string, text: string): string {
  const change = action?.edit?.documentChanges?.find((one) => 'edits' in one && one.textDocument.uri === uriOf(path));
  const edits = change !== undefined && 'edits' in change ? change.edits : [];
  const plain = edits.filter((edit): edit is TextEdit => 'newText' in edit);
  return TextDocument.applyEdits(TextDocument.create(uriOf(path), 'python', 1, text), plain);
}

const everything: Range = { start: { line: 0, character: 0 }, end: { line: 1_000, character: 0 } };

describe('Diagnostics', () => {
  test('are about the buffer, not about the file', async () => {
    const { editor, path } = await opened();
    const [diagnostic] = editor.shown(path)?.diagnostics ?? [];
    expect(diagnostic).toMatchObject({
      code: 'unread-flag',
      source: 'synclint',
      severity: 2,
      range: { start: { line: 5, character: 8 } },
    });
    expect(diagnostic?.codeDescription?.href).toMatch(/^https:.*\/docs\/rules\/unread-flag\.md$/);
    await editor.change(path, 2, command.replace('options["limit"]', 'options["limit"], options["dry_run"]'));
    await editor.settled(path);
    expect(editor.shown(path)).toEqual({ uri: uriOf(path), version: 2, diagnostics: [] });
  });

  test('of another file follow an edit, and go with it', async () => {
    const base = command
      .replace('Command(', 'Base(')
      .replace(/ {4}def handle[^]*$/, '')
      .replace('"--dry-run"', '"--force"');
    const user =
      'from shop.base import Base\n\n\nclass Command(Base):\n    def handle(self, *args, **options):\n        print(options["force"], options["limit"])\n';
    const root = realpathSync(workshop.folder({ ...project, 'shop/base.py': base, [inProject]: user }));
    const [opened, other] = [join(root, 'shop/base.py'), join(root, inProject)];
    editor = new EditorSession(root);
    await editor.start([root]);
    await editor.open(opened, base);
    await editor.settled(opened);
    expect(editor.allShown()).toEqual([]);
    await editor.change(opened, 2, `${base}        parser.add_argument("--quiet", action="store_true")\n`);
    await editor.settled(opened);
    expect(codes(editor.shown(other)?.diagnostics)).toEqual(['unread-flag']);
    await editor.close(opened);
    await editor.open(join(root, 'manage.py'), '');
    await editor.settled(join(root, 'manage.py'));
    expect(editor.allShown()).toEqual([]);
  });

  test('are shown of a file that nobody has written yet, unless git would ignore it', async () => {
    const { editor, root } = await opened({ ...project, '.gitignore': 'sync_ignored.py\n' });
    const fresh = join(root, 'shop/management/commands/sync_fresh.py');
    const ignored = join(root, 'shop/management/commands/sync_ignored.py');
    await editor.open(fresh, command);
    await editor.open(ignored, command);
    await editor.settled(fresh);
    expect(codes(editor.shown(fresh)?.diagnostics)).toEqual(['unread-flag']);
    expect(editor.shown(ignored)?.diagnostics ?? []).toEqual([]);
  });

  test('are not shown of files that are closed where the client does not want them', async () => {
    const root = realpathSync(workshop.folder(project));
    editor = new EditorSession(root);
    await editor.start([root], { initializationOptions: { diagnostics: 'open' } });
    await editor.open(join(root, 'manage.py'), '');
    await editor.settled(join(root, 'manage.py'));
    expect(editor.allShown()).toEqual([]);
  });

  test('are made for each folder by its own configuration', async () => {
    const [one, other] = [workshop.folder(project), workshop.folder({ ...project, [unreadFlag]: 'select = []\n' })];
    editor = new EditorSession(one);
    await editor.start([one, other]);
    await editor.open(join(one, inProject), command);
    await editor.settled(join(one, inProject));
    expect(editor.allShown().map(({ uri }) => uri)).toEqual([uriOf(join(one, inProject))]);
  });

  test('of a document without a folder are made with the project around it', async () => {
    const root = realpathSync(workshop.folder(project));
    editor = new EditorSession('/');
    await editor.start([]);
    await editor.open(join(root, inProject), command);
    await editor.settled(join(root, inProject));
    expect(codes(editor.shown(join(root, inProject))?.diagnostics)).toEqual(['unread-flag']);
  });
});

describe('A code action', () => {
  test('suppresses the finding that it stands on', async () => {
    const { editor, path } = await opened();
    const action = (await editor.actions(path, everything)).find(({ title }) => title.startsWith('Suppress'));
    const text = applied(action, path, command);
    expect(text).toContain('action="store_true")  # synclint: ignore[unread-flag] TODO: say why\n');
    await editor.change(path, 2, text);
    await editor.settled(path);
    expect(editor.shown(path)?.diagnostics).toEqual([]);
  });

  test('applies a safe fix, which is the preferred one', async () => {
    const text = command
      .replace('"--limit"', '"--limit"')
      .replace('BaseCommand):', 'BaseCommand):  # synclint: ignore[unread-flag] old');
    const { editor, path } = await opened(project, text);
    expect(codes(editor.shown(path)?.diagnostics)).toContain('unused-suppression');
    const action = (await editor.actions(path, everything)).find(({ isPreferred }) => isPreferred);
    await editor.change(path, 2, applied(action, path, text));
    await editor.settled(path);
    expect(codes(editor.shown(path)?.diagnostics)).toEqual(['unread-flag']);
  });

  test('that is unsafe says so and is not preferred', async () => {
    const root = realpathSync(workshop.sample('ingestion-legacy'));
    const path = join(root, 'ingestion/management/commands/sync_callrail_tags.py');
    editor = new EditorSession(root);
    await editor.start([root]);
    await editor.open(path, readFileSync(path, 'utf8'));
    const actions = await editor.actions(path, everything);
    const unsafe = actions.filter(({ title }) => title.endsWith('(unsafe)'));
    expect(unsafe.length).toBeGreaterThan(0);
    expect(unsafe.every(({ isPreferred }) => isPreferred === undefined)).toBe(true);
  });
});

describe('Hover', () => {
  test('on a finding shows the page of its rule', async () => {
    const { editor, path } = await opened();
    const text = JSON.stringify(await editor.hover(path, 5, 40));
    expect(text).toContain('# unread-flag');
    expect(text).not.toMatch(/\]\((?!https?:|file:|#)/);
  });

  test.each([
    { place: 'the class of a command', line: 3, character: 8 },
    { place: 'an option', line: 6, character: 32 },
  ])('on $place shows the flags of the command and where they are declared', async ({ line, character }) => {
    const { editor, path } = await opened();
    const text = JSON.stringify(await editor.hover(path, line, character));
    expect(text).toContain('**`sync_orders`** accepts');
    expect(text).toContain('| `--limit` | `store`; default `10`; at most so many | [');
    expect(text).toContain(`${uriOf(path)}#L7`);
  });

  test('elsewhere shows nothing', async () => {
    const { editor, path } = await opened();
    expect(await editor.hover(path, 1, 0)).toBeNull();
  });
});

describe('A configuration', () => {
  test('that changes on disk makes a new run', async () => {
    const { editor, root, path } = await opened();
    writeFileSync(join(root, unreadFlag), 'select = []\n');
    await editor.changedOnDisk(join(root, unreadFlag));
    await editor.settled(path);
    expect(editor.allShown()).toEqual([]);
  });

  test('that is broken is a message and a diagnostic, and the server lives on', async () => {
    const { editor, root, path } = await opened();
    const file = join(root, unreadFlag);
    writeFileSync(file, '\nselect = ["unraed-flag"]\n');
    await editor.changedOnDisk(file);
    await editor.settled(path);
    expect(editor.shown(file)?.diagnostics).toMatchObject([
      { severity: 1, range: { start: { line: 1, character: 10 } }, source: 'synclint' },
    ]);
    expect(editor.messages).toHaveLength(1);
    expect(editor.messages[0]?.message).toContain('unread-flag');
    await editor.change(path, 2, `${command}\n`);
    await editor.settled(path);
    expect(editor.messages).toHaveLength(1);
    writeFileSync(file, 'select = ["unread-flag"]\n');
    await editor.changedOnDisk(file);
    await editor.settled(path);
    expect(editor.shown(file)?.diagnostics).toEqual([]);
    expect(codes(editor.shown(path)?.diagnostics)).toEqual(['unread-flag']);
  });
});

describe('The process', () => {
  test('ends with 0 after shutdown and exit', async () => {
    const { editor } = await opened();
    expect(await editor.stop()).toBe(0);
  });

  test('ends with 1 on an exit without shutdown', async () => {
    const { editor } = await opened();
    await editor.connection.sendNotification('exit');
    expect(await editor.exitCode).toBe(1);
  });

  test('ends when its input is closed', async () => {
    const { editor } = await opened();
    editor.closeInput();
    expect(await editor.exitCode).toBe(1);
  });

  test('ends when the process of the client is gone', async () => {
    const root = realpathSync(workshop.folder(project));
    editor = new EditorSession(root);
    // As good as certainly nobody’s.
    await editor.start([root], { processId: 2 ** 22 + 7 });
    expect(await Promise.race([editor.exitCode, setTimeout(20_000, 'still there')])).toBe(1);
  });

  test('answers a request that was cancelled', async () => {
    const { editor, path } = await opened();
    await editor.change(path, 2, `${command}\n`);
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
    const source = new CancellationTokenSource();
    const position = { line: 5, character: 40 };
    const asked = editor.connection.sendRequest(
      'textDocument/hover',
      { textDocument: { uri: uriOf(path) }, position },
      source.token,
    );
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32_800 });
    await editor.settled(path);
    expect(editor.shown(path)?.version).toBe(2);
  });
});
