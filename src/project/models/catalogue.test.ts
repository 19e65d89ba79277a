import { describe, expect, test } from 'vitest';
import type { DjangoModel } from '../../core/project-model.ts';
import { projectOf, type Files } from '../../testing/in-memory.ts';

const imports = [
  'from django.db import models',
  'from django.db.models import CharField, TextChoices',
  'import datetime',
];

function modelsOf(lines: readonly string[], others: Files = {}): readonly DjangoModel[] {
  return projectOf({ 'shop/models.py': [...imports, ...lines], ...others }).models(/./);
}

/** The choices of the field `status` of the model `Order`. */
function choicesOf(lines: readonly string[], others: Files = {}): readonly string[] | undefined {
  const order = modelsOf(lines, others).find(({ name }) => name === 'Order');
  return order?.fields.find(({ name }) => name === 'status')?.choices;
}

describe('a model', () => {
  test.each([
    ['models.Model', true],
    ['models.Model, Mixin', true],
    ['Base', true],
    ['django_extensions.db.models.TimeStampedModel', true],
    ['auth.AbstractUser', true],
    ['PolymorphicModel', true],
    ['models.TextChoices', false],
    ['models.Manager', false],
    ['models.QuerySet', false],
    ['models.DateTimeField', false],
    ['pydantic.BaseModel', false],
    ['forms.ModelForm', false],
    ['serializers.ModelSerializer', false],
    ['admin.ModelAdmin', false],
    ['Unknown', false],
    ['object', false],
    ['Exception', false],
  ])('derives from %s: %s', (bases, isModel) => {
    const lines = [
      'import django_extensions.db.models, pydantic',
      'from django import forms',
      'from django.contrib import admin',
      'from django.contrib.auth import models as auth',
      'from polymorphic.models import PolymorphicModel',
      'from rest_framework import serializers',
      'class Base(models.Model): pass',
      'class Mixin: pass',
      `class Order(${bases}): pass`,
    ];
    expect(modelsOf(lines).some(({ name }) => name === 'Order')).toBe(isModel);
  });

  test('says whether it is abstract or a proxy, and which table it has', () => {
    const models = modelsOf([
      'TABLE = "crm.sync_log"',
      'class A(models.Model):',
      '    class Meta: abstract = True',
      'class B(models.Model):',
      '    class Meta:',
      '        proxy = True',
      '        db_table = \'"crm"."sync_log"\'',
      'class C(models.Model):',
      '    class Meta: db_table = TABLE',
      'class D(models.Model):',
      '    class Meta: db_table = "`crm`.`" + "log`"',
      'class E(models.Model):',
      '    class Meta: db_table = compute()',
    ]);
    expect(models.map(({ name, abstract, proxy, table }) => [name, abstract, proxy, table?.name])).toEqual([
      ['A', true, false, undefined],
      ['B', false, true, 'sync_log'],
      ['C', false, false, 'sync_log'],
      ['D', false, false, 'log'],
      ['E', false, false, undefined],
    ]);
  });

  test('has the fields of its own body, with the class that each is made of', () => {
    const others = { 'shop/fields.py': ['from django.db import models', 'class Moment(models.DateTimeField): pass'] };
    const [order] = modelsOf(
      [
        'from shop.fields import Moment',
        'from django import forms',
        'class Order(models.Model):',
        '    name = CharField()',
        '    at: datetime.datetime = models.DateTimeField()',
        '    moment = Moment()',
        '    person = models.ForeignKey("auth.User", on_delete=models.CASCADE)',
        '    constant = 3',
        '    made = compute()',
        '    asked = forms.CharField()',
        '    objects = models.Manager()',
        '    dropped = CharField()',
        '    dropped = None',
        '    def method(self): field = CharField()',
      ],
      others,
    );
    expect(order?.fields.map(({ name, type }) => [name, type])).toEqual([
      ['name', 'django.db.models.CharField'],
      ['at', 'django.db.models.DateTimeField'],
      ['moment', 'shop.fields.Moment'],
      ['person', 'django.db.models.ForeignKey'],
    ]);
  });

  test('of tests, migrations and set-aside copies is none of the program', () => {
    const text = ['from django.db import models', 'class Log(models.Model): pass'];
    const names = [
      'shop/tests/a.py',
      'shop/migrations/0001.py',
      'shop/models_old.py',
      'shop/test_models.py',
      'shop/logs.py',
    ];
    const project = projectOf(Object.fromEntries(names.map((name) => [name, text])));
    expect(project.models(/Log/).map(({ symbol }) => symbol)).toEqual(['shop.logs.Log']);
  });

  test('is asked for by what its file mentions', () => {
    const project = projectOf({ 'shop/models.py': [...imports, 'class Log(models.Model): pass'] });
    expect(project.models(/nothing/)).toEqual([]);
    expect(project.models(/class Log/)).toHaveLength(1);
  });
});

describe('the choices of a field', () => {
  const field = (choices: string) => `    status = models.CharField(choices=${choices})`;

  test.each<readonly [string, readonly string[], readonly string[] | undefined]>([
    ['in place', ['class Order(models.Model):', field('[("a", "A"), ("b", _("B"))]')], ['a', 'b']],
    [
      'in groups',
      ['class Order(models.Model):', field('[("G", [("a", "A"), ("b", "B")]), ("c", "C")]')],
      ['a', 'b', 'c'],
    ],
    ['in a dict', ['class Order(models.Model):', field('{"a": "A", "b": "B"}')], ['a', 'b']],
    ['in a constant of the module', ['S = (("a", "A"),)', 'class Order(models.Model):', field('S')], ['a']],
    ['in a constant of the class', ['class Order(models.Model):', '    S = (("a", "A"),)', field('S')], ['a']],
    ['by constants', ['A = "a"', 'class Order(models.Model):', field('[(A, "A")]')], ['a']],
    ['by constants of the class', ['class Order(models.Model):', '    A = "a"', field('[(A, "A")]')], ['a']],
    ['by a comprehension', ['class Order(models.Model):', field('[(x, x.upper()) for x in ("a", "b")]')], ['a', 'b']],
    [
      'in an enumeration',
      [
        'class S(TextChoices):',
        '    A = "a", "The A"',
        '    B = "b"',
        'class Order(models.Model):',
        field('S.choices'),
      ],
      ['a', 'b'],
    ],
    [
      'in an enumeration of its own',
      ['class Order(models.Model):', '    class S(TextChoices): A = "a"', field('S.choices')],
      ['a'],
    ],
    ['in an enumeration itself', ['class S(TextChoices): A = "a"', 'class Order(models.Model):', field('S')], ['a']],
    ['that are computed', ['class Order(models.Model):', field('load()')], undefined],
    ['of which one is computed', ['class Order(models.Model):', field('[("a", "A"), (load(), "B")]')], undefined],
    ['that are numbers', ['class Order(models.Model):', field('[(1, "A")]')], undefined],
    ['that are none', ['class Order(models.Model):', field('[]')], undefined],
    [
      'that grow later',
      ['S = [("a", "A")]', 'S.append(("b", "B"))', 'class Order(models.Model):', field('S')],
      undefined,
    ],
    [
      'in an enumeration with a computed member',
      ['class S(TextChoices):', '    A = "a"', '    B = load()', 'class Order(models.Model):', field('S.choices')],
      undefined,
    ],
  ])('%s', (_, lines, expected) => {
    expect(choicesOf(lines)).toEqual(expected);
  });

  test('in another module', () => {
    const others = {
      'shop/statuses.py': ['from django.db.models import TextChoices', 'class S(TextChoices): A = "a"'],
    };
    const lines = ['from shop import statuses', 'class Order(models.Model):', field('statuses.S.choices')];
    expect(choicesOf(lines, others)).toEqual(['a']);
  });
});
