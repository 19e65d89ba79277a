import type { Expression } from '../../core/python.ts';
import { blocksOf } from '../../facts/walk.ts';
import { leavesClassAlone } from '../classes/class-decorators.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { ClassMembers } from '../correctness/class-members.ts';
import type { Mentions } from '../correctness/mentions.ts';

/** What a name of a model leads to. */
export type NamedField =
  | { readonly kind: 'field' }
  /** To another model, where that can be told. */
  | { readonly kind: 'relation'; readonly target: Expression | undefined; readonly owner: ClassEntity }
  /** The class has it, the database does not. */
  | { readonly kind: 'property' };

/** The names of one model's own fields and those that it inherits. */
export type FieldNames = ReadonlyMap<string, NamedField>;

const relations =
  /(^|\.)(ForeignKey|OneToOneField|ManyToManyField|ParentalKey|TreeForeignKey|ParentalManyToManyField)$/;
/** Values in a model's body that bring nothing to it but their own name. */
const plainOrigin =
  /^(django|builtins|datetime|decimal|enum|re|uuid|logging|model_utils\.(fields|choices|tracker)|simple_history|jsonfield|django_fsm|django_extensions\.db\.fields|mptt\.fields|colorfield|ckeditor|encrypted_model_fields|fernet_fields|pgvector|oauth2_provider\.generators|django_countries|phonenumber_field|taggit|localflavor|timezone_field|django_jsonfield)\b/;
const namesOnly = /(Manager|QuerySet|Tracker|Choices|Records)$/;

/** Undefined: the model may have any field, because something that cannot be seen into belongs to it. */
export function fieldNames(entity: ClassEntity, members: ClassMembers): FieldNames | undefined {
  const names = new Map<string, NamedField>([
    ['pk', { kind: 'field' }],
    ['id', { kind: 'field' }],
    ['_order', { kind: 'field' }],
  ]);
  for (const ancestor of members.hierarchy.order(entity).toReversed()) {
    if (ancestor.kind !== 'class') {
      const fields = ancestor.kind === 'external' ? fieldsOf(ancestor.name) : undefined;
      if (fields === undefined) return undefined;
      for (const name of fields) names.set(name, { kind: 'field' });
      continue;
    }
    if (!addOwn(ancestor.class, names, members)) return undefined;
    if (ancestor.class !== entity)
      names.set(`${ancestor.class.definition.name.toLowerCase()}_ptr`, {
        kind: 'relation',
        target: undefined,
        owner: entity,
      });
  }
  return names;
}

/** Of a base outside the project; undefined: nobody knows. */
function fieldsOf(base: string): readonly string[] | undefined {
  if (/^(builtins\.object|abc\.ABC|django\.(contrib\.gis\.)?db\.models\.(base\.)?Model)$/.test(base)) return [];
  const [, name = ''] = /^django\.contrib\.auth\.(?:models|base_user)\.(\w+)$/.exec(base) ?? [];
  return name === '' ? packageFields.get(base) : userFields.get(name);
}

/** Abstract bases of packages that many projects use. */
const packageFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['django_extensions.db.models.TimeStampedModel', ['created', 'modified']],
  ['model_utils.models.TimeStampedModel', ['created', 'modified']],
  ['model_utils.models.TimeFramedModel', ['start', 'end']],
  ['model_utils.models.UUIDModel', []],
]);

/** Models that others point to, whose far ends of relations are in packages that nobody looks into. */
export function isUserModel(entity: ClassEntity, hierarchy: Hierarchy): boolean {
  return hierarchy.derivesFrom(entity, (name) => name.startsWith('django.contrib.auth.'));
}

const ofBaseUser = ['password', 'last_login', 'is_active'];
const ofPermissions = ['is_superuser', 'groups', 'user_permissions'];
const userFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['AbstractBaseUser', ofBaseUser],
  ['PermissionsMixin', ofPermissions],
  [
    'AbstractUser',
    [...ofBaseUser, ...ofPermissions, 'username', 'first_name', 'last_name', 'email', 'is_staff', 'date_joined'],
  ],
]);

/** False: the body does things that facts do not tell. */
function addOwn(entity: ClassEntity, names: Map<string, NamedField>, members: ClassMembers): boolean {
  const { definition, scope, module } = entity;
  if (module.errorLine !== undefined || definition.keywords.length > 0) return false;
  // `locals()[name] = CharField()`
  if (members.mentions.isIn(module.file, String.raw`\b(?:locals|vars)\(\)\s*(?:\[|\.update)`)) return false;
  if (!definition.decorators.every(leavesClassAlone)) return false;
  const isPlain = definition.body.every(
    (statement) =>
      statement.kind === 'if' ||
      statement.kind === 'expression' ||
      blocksOf(statement).length === 0 ||
      statement.kind === 'function' ||
      statement.kind === 'class',
  );
  if (!isPlain || scope.bindings.has('__getattr__')) return false;
  for (const [name, bindings] of scope.bindings) {
    const last = bindings.at(-1);
    if (last?.kind === 'function') {
      // A method does not hide the field of a base, which Django refuses anyway. A decorator may make a field of it.
      const isMethod = last.definition.decorators.every(makesNoField);
      if (!names.has(name)) names.set(name, { kind: isMethod ? 'property' : 'field' });
    } else if (last?.kind === 'value' && last.value.kind === 'call') {
      const { callee, args, keywords } = last.value;
      const made = members.resolver.expression(callee, module);
      const type = made.kind === 'external' ? made.name : made.kind === 'class' ? made.symbol : '';
      if (!bringsItsNameOnly(made, callee, members)) return false;
      if (relations.test(type) || (callee.kind === 'attribute' ? relations.test(callee.name) : false)) {
        const target = args[0] ?? keywords.find((keyword) => keyword.name === 'to')?.value;
        names.set(name, { kind: 'relation', target, owner: entity });
        names.set(`${name}_id`, { kind: 'field' });
      } else {
        names.set(name, { kind: 'field' });
        // A class or function of the project may make a relation.
        if (made.kind !== 'external') names.set(`${name}_id`, { kind: 'field' });
      }
    } else if (last?.kind !== 'class') names.set(name, { kind: 'field' });
  }
  return true;
}

/** `@property`, `@cached_property`, `@name.setter`, `@staticmethod`; not `@denormalized(models.CharField)`. */
function makesNoField(decorator: Expression): boolean {
  if (decorator.kind === 'attribute') return /^(property|cached_property|setter|getter|deleter)$/.test(decorator.name);
  return decorator.kind === 'name' && /^(property|cached_property|staticmethod|classmethod)$/.test(decorator.id);
}

/** `contribute_to_class` of a field may give the model whatever it likes. */
function bringsItsNameOnly(
  made: Entity,
  callee: Expression,
  { hierarchy, mentions }: Pick<ClassMembers, 'hierarchy' | 'mentions'>,
): boolean {
  switch (made.kind) {
    case 'class':
      return hierarchy.order(made).every((ancestor) => {
        if (ancestor.kind === 'class') return !addsMore(ancestor.class, mentions);
        return ancestor.kind === 'external' && isPlainOrigin(ancestor.name);
      });
    case 'external':
      return isPlainOrigin(made.name);
    case 'function':
    case 'value':
      // Whatever makes a field makes one.
      return true;
    default:
      // `Manager.from_queryset(Orders)()`, `Orders.as_manager()`
      return callee.kind === 'call' || (callee.kind === 'attribute' && callee.name === 'as_manager');
  }
}

/** A field with a `contribute_to_class` of its own that gives the model more than itself. */
function addsMore({ scope, module }: ClassEntity, mentions: Mentions): boolean {
  const adds = String.raw`\badd_to_class\(|(?<!super\([^)]*\))\.contribute_to_class\(`;
  return scope.bindings.has('contribute_to_class') && mentions.isIn(module.file, adds);
}

function isPlainOrigin(name: string): boolean {
  return plainOrigin.test(name) || namesOnly.test(name) || !/[.][A-Z]\w*$/.test(name);
}
