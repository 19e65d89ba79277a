import { describe, expect, test } from 'vitest';
import { projectOf, type Files } from '../../testing/in-memory.ts';
import type { SystemPolicy } from '../../core/policy.ts';

const layers = {
  order: ['command', 'engine', 'client', 'processor'],
  paths: {
    command: ['crm/management/commands/*.py'],
    engine: ['crm/*/engines/**'],
    client: ['crm/*/clients/**', '**/legacy_clients/**'],
    processor: ['crm/*/processors/**', 'crm/*/validators*', 'crm/*/validators/**', 'crm/**'],
  },
  files: {},
  shared: [],
  classes: {},
};

function systemsOf(files: Files, policy: Partial<SystemPolicy> = {}) {
  const hubspot: SystemPolicy = { commands: ['sync_hubspot_*'], package: 'crm/hubspot', source: 'api', ...policy };
  return projectOf(files, { systems: { hubspot }, layers }).systems();
}

const command = ['from django.core.management.base import BaseCommand', 'class Command(BaseCommand): pass'];

describe('the package of a system', () => {
  const missing = (...names: readonly string[]) => {
    const files = Object.fromEntries(names.map((name) => [`crm/hubspot/${name}`, '']));
    return systemsOf(files)[0]?.missingParts();
  };

  test('has by its globs what all systems have', () => {
    expect(missing('__init__.py')).toEqual(['base.py', 'engines/', 'clients/', 'processors/', 'validators']);
  });

  test.each<readonly [string, readonly string[]]>([
    ['base.py', ['base.py']],
    ['_base.py', ['base.py']],
    ['base/__init__.py', ['base.py']],
    ['engines/base.py', ['base.py', 'engines/']],
    ['engines/deals.py', ['engines/']],
    ['engines.py', []],
    ['database.py', []],
    ['validators.py', ['validators']],
    ['validators/deals.py', ['validators']],
    ['validators_of_deals.py', ['validators']],
    ['processors/validators.py', ['processors/', 'validators']],
    ['invalidators.py', []],
    ['tests/clients/__init__.py', []],
    ['clients/test_client.py', []],
  ])('with %s lacks less', (file, found) => {
    const all = ['base.py', 'engines/', 'clients/', 'processors/', 'validators'];
    expect(missing('__init__.py', file)).toEqual(all.filter((part) => !found.includes(part)));
  });

  test('is none where there are only commands', () => {
    const [system] = systemsOf({ 'crm/management/commands/sync_hubspot_deals.py': command });
    expect(system?.missingParts()).toBeUndefined();
    expect(system?.at.file).toBe('crm/management/commands/sync_hubspot_deals.py');
  });

  test('stands at its topmost file when it has no `__init__.py`', () => {
    const files = { 'crm/hubspot/clients/a.py': '', 'crm/hubspot/z.py': '', 'crm/hubspot/engines/b.py': '' };
    expect(systemsOf(files)[0]?.at.file).toBe('crm/hubspot/z.py');
  });
});

test('a system without commands and modules is absent', () => {
  expect(systemsOf({ 'crm/hubspot/tests/test_deals.py': '', 'crm/hubspot_archive/__init__.py': '' })).toEqual([]);
});

test('a module that may have a command is counted apart', () => {
  const [system] = systemsOf({
    'crm/management/commands/sync_hubspot_deals.py': command,
    'crm/management/commands/sync_hubspot_calls.py': 'from kit import *',
    'crm/management/commands/sync_hubspot_notes.py': 'class Other: pass',
  });
  expect(system?.commands.map(({ name }) => name)).toEqual(['sync_hubspot_deals']);
  expect(system?.uncertainCommands).toBe(1);
});

test('the inner one of two packages has the module', () => {
  const systems = {
    outer: { commands: [], package: 'crm', source: 'api' },
    inner: { commands: [], package: 'crm/hubspot', source: 'api' },
  } as const;
  const files = { 'crm/a.py': 'from crm.hubspot import b', 'crm/hubspot/b.py': 'import crm.a' };
  const project = projectOf(files, { systems });
  expect(project.systems().map(({ name, files: own }) => [name, own])).toEqual([
    ['outer', ['crm/a.py']],
    ['inner', ['crm/hubspot/b.py']],
  ]);
  expect(project.systemImports().map(({ from, to }) => `${from.module} > ${to.module}`)).toEqual([
    'crm.a > crm.hubspot.b',
    'crm.hubspot.b > crm.a',
  ]);
});

describe('the tests of a system', () => {
  const state = (tests: string | undefined, files: Files) => {
    const all = { 'crm/hubspot/__init__.py': '', ...files };
    return systemsOf(all, tests === undefined ? {} : { tests })[0]?.tests().state;
  };
  const planned = 'crm/tests/test_hubspot.py';
  const inherits = ['from kit import Contract', 'class TestHubspot(Contract): pass'];
  const bare = ['from unittest import TestCase', 'class HubspotTests(TestCase):', '    def setUp(self): pass'];

  test.each<readonly [string, string | undefined, Files, string]>([
    ['are not planned', undefined, {}, 'unplanned'],
    ['are absent', planned, {}, 'absent'],
    ['are those of another one', planned, { 'crm/tests/test_hubspots.py': 'def test_a(): pass' }, 'absent'],
    ['are there', planned, { [planned]: 'def test_a(): pass' }, 'present'],
    ['are empty', planned, { [planned]: '# def test_a(): pass' }, 'empty'],
    ['are a class without any', planned, { [planned]: bare }, 'empty'],
    ['may be inherited from elsewhere', planned, { [planned]: inherits }, 'present'],
    ['cannot be read', planned, { [planned]: 'def test(:' }, 'present'],
    ['were split', planned, { 'crm/tests/test_hubspot_deals.py': 'def test_a(): pass' }, 'present'],
    ['became a folder', planned, { 'crm/tests/test_hubspot/test_deals.py': 'def test_a(): pass' }, 'present'],
    ['stand in a folder', 'crm/tests', { 'crm/tests/test_deals.py': 'def test_a(): pass' }, 'present'],
    ['are helpers in a folder', 'crm/tests', { 'crm/tests/helpers.py': 'def test_a(): pass' }, 'absent'],
    ['are found by a glob', 'crm/**/*hub*.py', { 'crm/checks/hub.py': 'def test_a(): pass' }, 'present'],
  ])('%s', (_, tests, files, expected) => {
    expect(state(tests, files)).toBe(expected);
  });
});

describe('a loop of imports', () => {
  const loops = (files: Files) =>
    systemsOf(files).length === 0
      ? []
      : projectOf(files, { systems: { hubspot: { commands: [], package: 'crm/hubspot', source: 'api' } } })
          .moduleCycles()
          .map(({ modules }) => modules.map((name) => name.replace('crm.hubspot.', '')).join(' > '));

  test.each<readonly [string, string, string, readonly string[]]>([
    ['of two modules', 'from . import b', 'from . import a', ['a > b']],
    ['by whole names', 'import crm.hubspot.b', 'import crm.hubspot.a as a', ['a > b']],
    ['under a condition', 'if X:\n    from .b import B', 'try:\n    from .a import A\nexcept E: pass', ['a > b']],
    ['in a class body', 'class A:\n    from .b import B', 'from .a import A', ['a > b']],
    ['by a call', 'import importlib\nB = importlib.import_module("crm.hubspot.b")', 'from . import a', ['a > b']],
    ['of all names', 'from .b import *', 'from .a import *', ['a > b']],
    ['that waits', 'from . import b', 'def f():\n    from . import a', []],
    ['for types', 'from . import b', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import a', []],
    ['of a script', 'from . import b', 'if __name__ == "__main__":\n    from . import a', []],
    ['in a text', 'from . import b', '"""from . import a"""', []],
  ])('%s', (_, a, b, expected) => {
    expect(loops({ 'crm/hubspot/__init__.py': '', 'crm/hubspot/a.py': a, 'crm/hubspot/b.py': b })).toEqual(expected);
  });

  test('is none with the package around, and one with a package beside', () => {
    expect(loops({ 'crm/hubspot/__init__.py': 'from .a import A', 'crm/hubspot/a.py': 'from . import A' })).toEqual([]);
    const beside = { 'crm/hubspot/b/__init__.py': 'from .c import C', 'crm/hubspot/b/c.py': 'from ..a import A' };
    expect(loops({ ...beside, 'crm/hubspot/a.py': 'from .b import X' })).toEqual(['a > b > b.c']);
  });
});
