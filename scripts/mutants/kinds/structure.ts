import { filePath } from '../../../src/core/location.ts';
import { mark, mutation, rewrites, startOfSystem, transforms, type Kind } from '../mutation.ts';
import { commands, entityCommands, sourcesOf, systemOf, systems, type Sample } from '../sample.ts';

/** Commands that nobody else names, so that they can go. */
function unused(sample: Sample) {
  const all = [...sample.texts];
  return sourcesOf(sample, entityCommands).filter(({ file }) => {
    const module = /(\w+)\.py$/.exec(file)?.[1] ?? '';
    return !all.some(
      ([other, text]) => other !== file && new RegExp(`import.*\\b${module}\\b|\\.${module} import`).test(text),
    );
  });
}

/** What a system consists of. */
export const structureKinds: readonly Kind[] = [
  {
    id: 'delete-validators',
    rule: 'incomplete-system-package',
    describe: 'a system has no validators',
    *mutations(sample) {
      for (const { file } of sourcesOf(sample, /sync\/\w+\/validators\.py$/))
        yield mutation([file, null], ...startOfSystem(sample, systemOf(file)));
    },
  },
  {
    id: 'delete-part-of-package',
    rule: 'incomplete-system-package',
    describe: 'a system has no clients, engines or processors, or no bases of these',
    *mutations(sample) {
      for (const system of systems) {
        for (const part of ['clients/', 'engines/', 'processors/', '(clients|engines|processors)/base\\.py']) {
          const gone = sourcesOf(sample, new RegExp(`sync/${system}/${part}`)).map(({ file }) => [file, null] as const);
          yield mutation(...gone, ...startOfSystem(sample, system));
        }
      }
    },
  },
  {
    id: 'rename-command',
    rule: 'misnamed-command',
    describe: 'the file of a command is renamed, so that it has no name of its system any more',
    *mutations(sample) {
      for (const { file, text } of unused(sample)) {
        const renamed = filePath(file.replace(/(sync|db)_(\w+)\.py$/, 'import_$2.py'));
        yield mutation([renamed, text.replace(/^class Command/m, `${mark}$&`)], [file, null]);
      }
    },
  },
  {
    id: 'delete-command',
    rule: 'unexpected-command-count',
    describe: 'a command of a system is gone',
    *mutations(sample) {
      for (const { file } of unused(sample)) yield mutation([file, null], ...startOfSystem(sample, systemOf(file)));
    },
  },
  {
    id: 'copy-command',
    rule: 'unexpected-command-count',
    describe: 'a system has a command more than expected',
    *mutations(sample) {
      for (const { file, text } of sourcesOf(sample, entityCommands))
        yield mutation([filePath(file.replace(/\.py$/, '_again.py')), text], ...startOfSystem(sample, systemOf(file)));
    },
  },
  {
    id: 'delete-tests',
    rule: 'untested-system',
    describe: 'the tests of a system are gone',
    *mutations(sample) {
      for (const { file } of sourcesOf(sample, /tests\/crm_commands\/test_\w+\.py$/))
        yield mutation([file, null], ...startOfSystem(sample, systemOf(file)));
    },
  },
  {
    id: 'empty-tests',
    rule: 'untested-system',
    describe: 'the test file of a system contains no test',
    *mutations(sample) {
      yield* transforms(sample, {
        files: /tests\/crm_commands\/test_\w+\.py$/,
        by: (text) => mark + text.replace(/\bdef test_/g, 'def check_'),
      });
    },
  },
  {
    id: 'rename-command-class',
    rule: 'not-a-command',
    describe: 'the class of a command is called something else than `Command`',
    *mutations(sample) {
      for (const { file, text } of unused(sample))
        yield mutation([file, mark + text.replace(/^class Command/m, 'class SyncCommand')]);
    },
  },
  {
    id: 'helper-among-commands',
    rule: 'not-a-command',
    describe: 'a helper without an underscore stands among the commands',
    *mutations(sample) {
      for (const { file } of sourcesOf(sample, commands))
        yield mutation([
          filePath(file.replace(/\w+\.py$/, `${systemOf(file)}_helpers.py`)),
          `${mark}"""What the commands share."""\n\nRETRIES = 3\n`,
        ]);
    },
  },
  {
    id: 'module-beside-package',
    rule: 'shadowed-module',
    describe: 'a module stands beside a package of its name',
    *mutations(sample) {
      for (const { file } of sourcesOf(sample, /sync\/\w+\/(clients|engines|processors)\/__init__\.py$/))
        yield mutation([filePath(file.replace(/\/__init__\.py$/, '.py')), `${mark}"""As it was before."""\n`]);
    },
  },
  {
    id: 'define-method-twice',
    rule: 'shadowed-module',
    describe: 'a class defines a method twice',
    *mutations(sample) {
      const find = /^ {4}(?:async )?def (\w+)\(self, [^]*?:\n/m;
      const by = ([head, name = '']: readonly string[], text: string) => {
        const isOne = text.split(`def ${name}(`).length === 2;
        return isOne ? `    ${mark}def ${name}(self, *args):\n        return None\n\n${head ?? ''}` : undefined;
      };
      const files = /sync\/\w+\/(clients|engines|processors)\/\w+\.py$/;
      yield* rewrites(sample, {
        files,
        find,
        by: (match, text) =>
          text[match.index - 2] === '\n' && !/@.*\n$/.test(text.slice(0, match.index)) ? by(match, text) : undefined,
      });
    },
  },
  {
    id: 'define-class-twice',
    rule: 'shadowed-module',
    describe: 'a module defines a class twice',
    *mutations(sample) {
      const files = /sync\/\w+\/(clients|engines|processors)\/(?!__init__)\w+\.py$/;
      yield* transforms(sample, {
        files,
        by: (text) => {
          const classes = [...text.matchAll(/^class (\w+)[^]*/gm)];
          const [last] = classes;
          if (last === undefined || text.split(/^class /m).length !== 2 || /^@/m.test(text)) return undefined;
          return `${text.slice(0, last.index)}${mark}${last[0].trimEnd()}\n\n\n${last[0]}`;
        },
      });
    },
  },
];
