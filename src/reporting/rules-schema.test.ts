import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

const schema = JSON.parse(readFileSync('docs/schemas/rules.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(schema);

const rule = {
  id: 'missing-required-flag',
  family: 'flags',
  title: 'Required flag missing',
  severity: 'error',
  default: 'preset',
  confidence: 'certain',
  messages: { missing: { text: '`{command}` does not accept `{flag}`', severity: 'error' } },
  since: '0.1.0',
  fixable: false,
  probes: [],
  help: '# missing-required-flag\n',
};

test('the schema of the rules accepts what the contract says', () => {
  expect(validate({ version: 1, rules: [rule] }), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ version: 1, rules: [] })).toBe(true);
});

test.each(Object.keys(rule))('the schema of the rules refuses a rule without %s', (key) => {
  expect(validate({ version: 1, rules: [{ ...rule, [key]: undefined }] })).toBe(false);
});

test('the schema of the rules refuses other keys and values', () => {
  expect(validate({ version: 1, rules: [{ ...rule, level: 'error' }] })).toBe(false);
  expect(validate({ version: 1, rules: [{ ...rule, severity: 'info' }] })).toBe(false);
  expect(validate({ version: 1, rules: [{ ...rule, id: 'SYN101' }] })).toBe(false);
  expect(validate({ version: 2, rules: [] })).toBe(false);
});
