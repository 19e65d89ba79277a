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

export function isModelBase(name: string): boolean {
  return (
    name === 'django.db.models.Model' ||
    name === 'django.contrib.gis.db.models.Model' ||
    name === 'django.db.models.base.Model'
  );
}

/** Of these packages everybody knows that their models are Django's. */
const djangoPackages =
  /^(django\.contrib|django_\w+|polymorphic|model_utils|mptt|treebeard|wagtail|cms|simple_history|oauth2_provider|guardian)\./;
/** Other things are called models too. */
const otherModels =
  /^(django\.forms|django\.(contrib\.gis\.)?db)\.|(^|\.)(\w*pydantic\w*|sqlmodel|odmantic|tortoise|ormar|peewee|mongoengine|beanie|sqlalchemy)\./;

/**
 * A class outside the project that by all appearances is a model: `AbstractUser`, `TimeStampedModel`.
 *
 * `likely`: its package is not known, and other frameworks and clients of services have classes of that name.
 */
export function mayBeModelBase(name: string): 'certain' | 'likely' | 'no' {
  if (isModelBase(name)) return 'certain';
  if (otherModels.test(name) || /(Manager|QuerySet|Field|Choices|Form|FormSet|Admin|Serializer)$/.test(name))
    return 'no';
  if (!/(^|\.)models\.(\w+\.)*\w+$|\w+Model$/.test(name)) return 'no';
  return djangoPackages.test(name) ? 'certain' : 'likely';
}
