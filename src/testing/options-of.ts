import type { OptionSet } from '../core/commands.ts';
import { projectOf, type Files } from './in-memory.ts';

export const commandFile = 'shop/management/commands/load.py';

const helpers = [
  'import argparse',
  'NAMES = ("dry-run", "force")',
  'def add_flags(parser):',
  '    for name in NAMES: parser.add_argument("--" + name)',
  'def register(parser, *names):',
  '    for name in names: parser.add_argument(name)',
  'class Registrar:',
  '    def __init__(self, parser): self.parser = parser',
  '    def switch(self, name): self.parser.add_argument("--" + name)',
];

/** They come before the lines of the command. */
export const imports = [
  'import argparse, functools, sys',
  'from django.conf import settings',
  'from django.core.management.base import BaseCommand',
  'from shop import helpers',
  'from shop.helpers import NAMES, Registrar, add_flags, register',
  'from elsewhere import outside',
];

/** The options of the only command of a project, whose module has these lines. */
export function optionsOf(command: readonly string[], others: Files = {}): OptionSet {
  const files = { 'shop/helpers.py': helpers, [commandFile]: [...imports, ...command], ...others };
  const [found] = projectOf(files).commands();
  if (found === undefined) throw new Error('no command');
  return found.options;
}

/** The options of a command whose `add_arguments` has that body. */
export function built(...body: readonly string[]): OptionSet {
  const indented = body.map((line) => `        ${line}`);
  return optionsOf(['class Command(BaseCommand):', '    def add_arguments(self, parser):', ...indented]);
}

/** The options of a command whose class has that body. */
export function ofClass(...body: readonly string[]): OptionSet {
  return optionsOf(['class Command(BaseCommand):', ...body.map((line) => `    ${line}`)]);
}
