/** Facts about Django's own classes, so that first-party hierarchies can be followed to their end. */

const commandBases = new Map<string, readonly string[]>(
  // Class → option strings that its `add_arguments` brings; positional arguments are no options.
  Object.entries({ BaseCommand: [], LabelCommand: [], AppCommand: [] }),
);

function isCommandBase(name: string): boolean {
  return /^django\.core\.management(\.base|\.templates)?\.\w*Command$/.test(name);
}

/** Bases that are known not to define what commands override (`add_arguments`, `create_parser`, `handle`). */
export function lacksCommandMethods(name: string): boolean {
  const [, root = '', last = ''] = /^([\w]+)(?:\..*)?\.(\w+)$/.exec(name) ?? [];
  if (isCommandBase(name)) return commandBases.has(last);
  return standardLibrary.has(root);
}

/** True for a known base of Django that has the method itself and adds no options in it. */
export function endsChain(external: string, method: string): boolean {
  return /^(add_arguments|create_parser)$/.test(method) && isCommandBase(external) && lacksCommandMethods(external);
}

const standardLibrary = new Set(
  'abc builtins collections contextlib dataclasses enum logging threading typing typing_extensions'.split(' '),
);

function isModelBase(name: string): boolean {
  return (
    name === 'django.db.models.Model' ||
    name === 'django.contrib.gis.db.models.Model' ||
    name === 'django.db.models.base.Model'
  );
}

/** A class outside the project that by all appearances is a model: `AbstractUser`, `TimeStampedModel`. */
export function mayBeModelBase(name: string): boolean {
  if (isModelBase(name)) return true;
  const isOther =
    /^django\.(contrib\.gis\.)?db\.|^(pydantic|sqlmodel|odmantic)\b|(Manager|QuerySet|Field|Choices)$/.test(name);
  return !isOther && /(^|\.)models\.(\w+\.)*\w+$|\w+Model$/.test(name);
}
