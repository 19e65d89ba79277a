import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';

const exceptional =
  /(Exception|Error|Warning|Timeout|Exit|Interrupt|Iteration|404|DoesNotExist|ObjectsReturned|NotFound|Denied|Expired|Failed|Failure)$/i;
const moduleOfExceptions = /(^|\.)(exceptions?|errors?|exc)\./;
/** Last words of the names of classes that nobody raises. */
const ordinary =
  /(^|\.)(object|type|str|int|float|bool|dict|list|tuple|set|frozenset)$|(Model|User|Group|Manager|QuerySet|Field|Form|FormSet|View|Command|Serializer|Client|Session|Adapter|Auth|Base|Mixin|ABC|Protocol|Generic|NamedTuple|TypedDict|UserDict|UserList|Mapping|Sequence|Iterator|Enum|Flag|Choices|Processor|Engine|Validator|Parser|Reader|Writer|Encoder|Handler|Thread|Task|Service|Backend|Storage|Admin|Config|Settings|Schema)$/;

/** A name that says of itself that it is an exception. */
export function isExceptionName(name: string): boolean {
  return exceptional.test(name) || moduleOfExceptions.test(name);
}

/** True also where a base could not be seen that may well be an exception. */
export function mayBeException(entity: ClassEntity, hierarchy: Hierarchy): boolean {
  return hierarchy.order(entity).some((ancestor) => {
    if (ancestor.kind === 'unknown') return true;
    return ancestor.kind === 'external' && (isExceptionName(ancestor.name) || !ordinary.test(ancestor.name));
  });
}

/** `ERRORS = (ApiError, requests.Timeout)`, as `except` takes it. */
export function areExceptions(entity: Entity, resolver: Resolver, hierarchy: Hierarchy): boolean {
  if (entity.kind !== 'value' || entity.value.kind !== 'sequence') return false;
  const { items } = entity.value;
  const members = items.map((item) => resolver.expression(item, entity.module));
  return (
    members.length > 0 &&
    members.every(
      (member, index) =>
        (member.kind === 'class' && mayBeException(member, hierarchy)) ||
        (member.kind === 'external' && isExceptionName(member.name)) ||
        // Most of Python's own exceptions.
        isNamedLikeException(items[index]),
    )
  );
}

function isNamedLikeException(item: { readonly kind: string; readonly id?: string } | undefined): boolean {
  return item?.kind === 'name' && item.id !== undefined && isExceptionName(item.id);
}
