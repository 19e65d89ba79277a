import { describe, expect, test } from 'vitest';
import type { DjangoModel, ModelField } from '../../core/django-model.ts';
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
function choicesOf(lines: readonly string[], others: Files = {}): ModelField['choices'] {
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
    ['pydantic_v1.BaseModel', false],
    ['django_forms.ModelForm', false],
    ['tortoise.models.Model', false],
    ['stripe.models.Charge', false],
    ['client.BaseModel', false],
  ])('derives from %s: %s', (bases, isModel) => {
    const lines = [
      'import django_extensions.db.models, pydantic, stripe.models, tortoise.models, client',
      'from django.forms import models as django_forms',
      'from langchain import pydantic_v1',
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

  test.each([
    ['    name = models.CharField()', true],
    ['    class Meta: ordering = ["name"]', true],
    ['    name = client.StringField()', false],
    ['    name: str', false],
  ])('of a package that nobody knows has a field or options: %s', (body, isModel) => {
    const lines = ['import company.models, client', 'class Order(company.models.Base):', body];
    expect(modelsOf(lines).some(({ name }) => name === 'Order')).toBe(isModel);
    const inherited = ['class Special(Order): pass'];
    expect(modelsOf([...lines, ...inherited]).some(({ name }) => name === 'Special')).toBe(isModel);
  });

  test('has no field that is only called `Field`', () => {
    const lines = [
      'from pydantic import Field',
      'class Order(models.Model):',
      '    at = Field()',
      '    b = models.Field()',
    ];
    expect(modelsOf(lines)[0]?.fields.map(({ name }) => name)).toEqual(['b']);
  });

  test('may have a table that is not managed', () => {
    const meta = (value: string) => ['class Order(models.Model):', `    class Meta: managed = ${value}`];
    expect(modelsOf(meta('False'))[0]?.managed).toBe(false);
    expect(modelsOf(meta('True'))[0]?.managed).toBe(true);
    expect(modelsOf(['class Order(models.Model): pass'])[0]?.managed).toBe(true);
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

  test.each<readonly [string, readonly string[], ModelField['choices']]>([
    ['in place', ['class Order(models.Model):', field('[("a", "A"), ("b", _("B"))]')], ['a', 'b']],
    [
      'in groups',
      ['class Order(models.Model):', field('[("G", [("a", "A"), ("b", "B")]), ("c", "C")]')],
      ['a', 'b', 'c'],
    ],
    ['in a dict', ['class Order(models.Model):', field('{"a": "A", "b": "B"}')], ['a', 'b']],
    ['in a constant of the module', ['S = (("a", "A"),)', 'class Order(models.Model):', field('S')], ['a']],
    ['in a list of the module', ['S = [("a", "A")]', 'class Order(models.Model):', field('S')], ['a']],
    ['in a list of the class', ['class Order(models.Model):', '    S = [("a", "A")]', field('S')], ['a']],
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
    ['that are computed', ['class Order(models.Model):', field('load()')], 'unreadable'],
    ['of which one is computed', ['class Order(models.Model):', field('[("a", "A"), (load(), "B")]')], 'unreadable'],
    ['that are numbers', ['class Order(models.Model):', field('[(1, "A")]')], 'unreadable'],
    ['that are none', ['class Order(models.Model):', field('[]')], undefined],
    [
      'that grow later',
      ['S = [("a", "A")]', 'S.append(("b", "B"))', 'class Order(models.Model):', field('S')],
      'unreadable',
    ],
    [
      'in an enumeration with a computed member',
      ['class S(TextChoices):', '    A = "a"', '    B = load()', 'class Order(models.Model):', field('S.choices')],
      'unreadable',
    ],
    ['that are none, spelled out', ['class Order(models.Model):', field('None')], undefined],
    ['in groups of a dict', ['class Order(models.Model):', field('{"G": {"a": "A"}, "b": "B"}')], ['a', 'b']],
    [
      'that are called',
      ['class S(TextChoices): A = "a"', 'class Order(models.Model):', field('S.choices()')],
      'unreadable',
    ],
    ['and more', ['class S(TextChoices): A = "a"', 'class Order(models.Model):', field('S.choices + X')], 'unreadable'],
    [
      'over an enumeration',
      [
        'import enum',
        'class S(enum.Enum): A = "a"',
        'class Order(models.Model):',
        field('[(s.value, s.name) for s in S]'),
      ],
      'unreadable',
    ],
    [
      'in an enumeration that names its members itself',
      [
        'from enum import auto',
        'class S(TextChoices):',
        '    A = auto()',
        'class Order(models.Model):',
        field('S.choices'),
      ],
      'unreadable',
    ],
    [
      'in an enumeration with members that are unpacked',
      ['class S(TextChoices):', '    A = "a"', '    B, C = "bc"', 'class Order(models.Model):', field('S.choices')],
      'unreadable',
    ],
    [
      'in an enumeration that makes its values',
      [
        'class S(TextChoices):',
        '    A = "a", "x"',
        '    def __new__(cls, value, other): return compute()',
        'class Order(models.Model):',
        field('S.choices'),
      ],
      'unreadable',
    ],
    [
      'in a class of another kind',
      ['class S:', '    A = "a"', '    choices = [(A, "A")]', 'class Order(models.Model):', field('S.choices')],
      ['a'],
    ],
    ['in what is spread', ['class Order(models.Model):', '    status = models.CharField(**options)'], 'unreadable'],
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
