import { describe, expect, test } from 'vitest';
import { projectOf, type Files } from '../../testing/in-memory.ts';

const imports = ['from django.db import models', 'from django.db.models import TextChoices'];

function projectWith(lines: readonly string[], others: Files = {}) {
  const history = { model: 'Run', statuses: ['configured'], writers: [] };
  return projectOf({ 'shop/models.py': [...imports, ...lines], ...others }, { history });
}

const run = (...body: readonly string[]) => ['class Run(models.Model):', ...body.map((line) => `    ${line}`)];
const choices = 'choices=[("open", "Open"), ("done", "Done")]';

describe('what the status may be', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['the choices of the field', run(`status = models.CharField(${choices})`), ['open', 'done']],
    [
      'those of a field of its own kind',
      ['class F(models.CharField): pass', ...run(`status = F(${choices})`)],
      ['open', 'done'],
    ],
    ['what is configured, for a text without choices', run('status = models.CharField()'), ['configured']],
    [
      'the same, by another import',
      [...run('status = CharField()'), 'from django.db.models.fields import CharField'],
      ['configured'],
    ],
    ['unknown, for choices that are computed', run('status = models.CharField(choices=load())'), []],
    ['unknown, for a field of its own kind', ['class F(models.CharField): pass', ...run('status = F()')], []],
    [
      'unknown, for a field from elsewhere',
      ['from model_utils.fields import StatusField', ...run('status = StatusField()')],
      [],
    ],
    ['unknown, for a number', run('status = models.IntegerField()'), []],
    ['unknown, for a relation', run('status = models.ForeignKey("Status", on_delete=models.CASCADE)'), []],
    ['unknown, for a property', run('@property', 'def status(self): return "x"'), []],
    ['unknown, without a field', run('name = models.CharField()'), []],
    [
      'unknown, for a field that may be another one',
      run('status = models.CharField()', 'if X:', '    status = other()'),
      [],
    ],
    [
      'unknown, for a base that nobody sees',
      ['from x.models import B', 'class Run(B):', '    name = models.CharField()'],
      [],
    ],
  ])('%s', (_, lines, expected) => {
    expect(projectWith(lines).historyStatuses().allowed).toEqual(expected);
  });

  test('is read from an abstract base, over files', () => {
    const base = [...imports, 'class Base(models.Model):', `    status = models.CharField(${choices})`];
    const lines = ['from shop.base import Base', 'class Mixin: pass', 'class Run(Mixin, Base): pass'];
    expect(projectWith(lines, { 'shop/base.py': base }).historyStatuses().allowed).toEqual(['open', 'done']);
  });

  test('is unknown where two models of the name differ, and this is said', () => {
    const other = { 'crm/models.py': [...imports, ...run('status = models.CharField(choices=[("a", "A")])')] };
    const lines = run(`status = models.CharField(${choices})`);
    const project = projectWith(lines, other);
    expect(project.historyStatuses()).toEqual({ allowed: [], uses: [] });
    expect(project.unresolved().map(({ subject }) => subject)).toEqual(['crm.models.Run', 'shop.models.Run']);
    const same = projectWith(lines, { 'crm/models.py': [...imports, ...lines] });
    expect(same.historyStatuses().allowed).toEqual(['open', 'done']);
    expect(same.unresolved()).toEqual([]);
  });

  test('that is unknown counts as unresolved, once it was asked for', () => {
    const project = projectWith(run('status = models.IntegerField()'));
    expect(project.unresolved()).toEqual([]);
    project.historyStatuses();
    expect(project.unresolved()).toMatchObject([
      { subject: 'shop.models.Run', reason: 'the choices of its `status` cannot be read', region: { startLine: 3 } },
    ]);
  });
});
