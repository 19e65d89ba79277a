import type { CommandRun, RunEvent, RunMode } from '../core/command-run.ts';
import { projectOf, type Files } from './in-memory.ts';

const models = [
  'from django.db import models',
  'class Order(models.Model):',
  '    number = models.CharField(max_length=20)',
  '    paid = models.BooleanField()',
];

/** The run of a command that accepts `--dry-run` and `--name`, whose class has that body. */
export function runOf(body: readonly string[], { mode = 'dry', files = {} }: Options = {}): CommandRun {
  const command = [
    'from django.core.management.base import BaseCommand, CommandError',
    'from django.db import transaction',
    'from shop.models import Order',
    'from outside import helper',
    'class Command(BaseCommand):',
    '    def add_arguments(self, parser):',
    '        parser.add_argument("--dry-run", action="store_true")',
    '        parser.add_argument("--name")',
    ...body.map((line) => `    ${line}`),
  ];
  const project = projectOf({ 'shop/models.py': models, 'shop/management/commands/load.py': command, ...files });
  const [found] = project.commands();
  const run = found === undefined ? undefined : project.run(found, mode);
  if (run === undefined) throw new Error('no run');
  return run;
}

interface Options {
  readonly mode?: RunMode;
  readonly files?: Files;
}

/** The run of a command whose `handle` has that body. */
export function handled(...body: readonly string[]): CommandRun {
  return runOf(['def handle(self, *args, **options):', ...body.map((line) => `    ${line}`)]);
}

/** What the effects of a run are, in the order in which the code comes to them; doubtful ones have a question mark. */
export function effectsOf({ events }: CommandRun): readonly string[] {
  return events.flatMap((event: RunEvent) => {
    if (event.kind !== 'effect') return [];
    return `${event.what}${event.doubtful ? '?' : ''}${event.rolledBack ? ' undone' : ''}`;
  });
}
