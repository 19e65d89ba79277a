import { describe, expect, test } from 'vitest';
import type { Policy } from '../../core/policy.ts';
import { projectOf } from '../../testing/in-memory.ts';

const policy: Partial<Policy> = {
  layers: {
    order: ['command', 'client', 'model'],
    paths: { command: ['crm/commands/**'], client: ['crm/clients/**'], model: ['crm/models/**'] },
    files: {},
    shared: [],
    classes: {},
  },
  history: { model: 'SyncHistory', statuses: [], writers: [] },
};

const files = {
  'crm/models/__init__.py': 'from .history import SyncHistory\nfrom .lead import Lead\n',
  'crm/models/history.py': [
    'import enum',
    'from django.db import models',
    'class SyncStatus(models.TextChoices): RUNNING = "running"',
    'class Kind(enum.Enum): FULL = 1',
    'FAILED = "failed"',
    'class SyncHistory(models.Model): pass',
    'class Other(models.Model): pass',
    'def last(): pass',
  ],
  'crm/models/lead.py': ['from django.db import models', 'class Lead(models.Model): pass'],
  'crm/clients/base.py': 'class Client: pass\ndef fetch(): pass\n',
  'crm/clients/errors.py': [
    'import requests, vendor',
    'from requests import Timeout as Late',
    'from django.http import Http404',
    'from crm.clients.base import Client',
    'from pydantic import BaseModel',
    'class ApiError(Exception): pass',
    'class Throttled(ApiError): pass',
    'class Stopped(KeyboardInterrupt): pass',
    'class Slow(requests.Timeout): pass',
    'class Gone(Http404): pass',
    'class Odd(vendor.Problem): pass',
    'class Computed(vendor.base()): pass',
    'class Row(BaseModel): pass',
    'class Session(requests.Session): pass',
    'class Plain(Client): pass',
    'class HardError: pass',
    'ERRORS = (ApiError, requests.Timeout, StopIteration)',
    'MIXED = (ApiError, Client)',
    'try:',
    '    from vendor import QuotaError',
    'except ImportError:',
    '    class QuotaError(Exception): pass',
  ],
};

/** What a command takes that every layer may know; the others are not told apart. */
function isSharable(statements: readonly string[]): boolean {
  const project = projectOf({ ...files, 'crm/commands/sync.py': statements }, policy);
  const found = project.layerImports().filter(({ from }) => from.layer === 'command');
  expect(found.length).toBe(1);
  return found.every(({ sharable }) => sharable);
}

const inFunction = (text: string): string => `def handle(self):\n    return ${text}`;

describe('a command may import', () => {
  test.each([
    ['from crm.models import SyncHistory'],
    ['from crm.models.history import SyncStatus'],
    ['from crm.models.history import Kind'],
    ['from crm.models.history import FAILED'],
    ['from crm.models import *'],
    ['from crm import models', inFunction('models.SyncHistory.objects.count()')],
    ['from crm import models as m', inFunction('m.history.SyncStatus.RUNNING')],
    ['import crm.models', inFunction('crm.models.SyncHistory')],
    ['import crm.models', 'RUNS = crm.models.SyncHistory.objects'],
    ['from crm.models import history', 'class A:\n    model = history.SyncHistory'],
    ['from crm.clients import errors', inFunction('errors.ApiError, errors.Odd')],
    ...[
      ...['ApiError', 'Throttled', 'Stopped', 'Slow', 'Gone', 'Odd', 'Computed', 'ERRORS', 'Late', 'Http404'],
      'QuotaError',
    ].map((name) => [`from crm.clients.errors import ${name}`]),
  ])('%s', (...statements) => {
    expect(isSharable(statements)).toBe(true);
  });
});

describe('a command may not import', () => {
  test.each([
    ['from crm.models import Lead'],
    ['from crm.models.history import Other'],
    ['from crm.models.history import last'],
    ['from crm import models', inFunction('models.SyncHistory, models.Lead')],
    ['import crm.models', inFunction('crm.models.lead.Lead')],
    ['from crm.models import lead'],
    ['from crm.clients import errors'],
    ['from crm.clients import errors', inFunction('errors.ApiError, errors.Row')],
    ['from crm.clients.base import *'],
    ['from crm.clients.base import fetch'],
    ...['Row', 'Session', 'Plain', 'HardError', 'MIXED'].map((name) => [`from crm.clients.errors import ${name}`]),
  ])('%s', (...statements) => {
    expect(isSharable(statements)).toBe(false);
  });
});
