import type { Module } from '../entity.ts';
import type { ClassMembers } from './class-members.ts';

const ofEveryModule = /^__(name|file|doc|path|package|spec|loader|dict|builtins|cached|all|version)__$/;

/** Certainly, the module binds no such name, has no such submodule and takes it from nowhere. */
export function lacksName(module: Module, name: string, { resolver, mentions }: ClassMembers): boolean {
  const { modules } = resolver;
  if (!module.file.endsWith('.py') || ofEveryModule.test(name)) return false;
  if (resolver.member(module, name) !== undefined || modules.isFirstParty(`${module.name}.${name}`)) return false;
  const seen = new Set<Module>();
  const isClosed = (one: Module): boolean => {
    if (seen.has(one)) return true;
    seen.add(one);
    const { scope } = one.facts;
    if (one.errorLine !== undefined || scope.bindings.has(name) || one.changedNames.has(name)) return false;
    if (mentions.mayDefine(one.file, name) || (/^[A-Z]/.test(name) && hasDecoratedClass(one))) return false;
    return scope.stars.every((source) => {
      const from = modules.absolute(source, one);
      const origin = from === undefined ? undefined : modules.module(from, one.file);
      return origin !== undefined && isClosed(origin);
    });
  };
  return isClosed(module);
}

/** These make no classes. */
const harmless = /^(dataclass|unique|register\w*|final|deconstructible|runtime_checkable|total_ordering)$/;

/** Decorators of classes may make other classes beside them, as those that keep the history of a model do. */
function hasDecoratedClass({ facts }: Module): boolean {
  return facts.classes.some(({ definition }) =>
    definition.decorators.some((decorator) => {
      const named = decorator.kind === 'call' ? decorator.callee : decorator;
      const name = named.kind === 'attribute' ? named.name : named.kind === 'name' ? named.id : '';
      return !harmless.test(name);
    }),
  );
}
