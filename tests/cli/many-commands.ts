import type { Workshop } from './workshop.ts';

/** A project that takes a while: so many commands of so many methods, each with findings. */
export function manyCommands(workshop: Workshop, commands: number, methods: number): string {
  const method = (index: number): string =>
    `    def step_${index}(self, rows):\n        return [row + ${index} for row in rows if row.name == "${index}"]\n`;
  const body = Array.from({ length: methods }, (_, index) => method(index)).join('');
  const command = `from django.core.management.base import BaseCommand\n\n\nclass Command(BaseCommand):\n    def add_arguments(self, parser):\n        parser.add_argument("--quiet")\n\n${body}`;
  const files = Array.from({ length: commands }, (_, index) => [
    `ingestion/management/commands/sync_arrivy_${index}.py`,
    command,
  ]);
  return workshop.folder({
    'manage.py': '',
    'synclint.toml': 'extends = ["crm-sync"]\n',
    ...(Object.fromEntries(files) as Record<string, string>),
  });
}
