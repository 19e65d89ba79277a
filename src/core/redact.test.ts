import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isSecretName,
  redactBody,
  redacted,
  redactForm,
  redactHeaders,
  redactJson,
  redactText,
  redactUrl,
} from './redact.ts';
import type { Json } from './verdict.ts';

const secret = fc.stringMatching(/^S3CR3T[a-zA-Z0-9]{8}$/);
const secretName = fc.constantFrom(
  'password',
  'apiKey',
  'X-Auth-Token',
  'client_secret',
  'Authorization',
  'key',
  'page_token',
);
const plainName = fc.constantFrom('page', 'limit', 'monkey', 'keyboard', 'author', 'name', 'designer', 'updated_after');

describe('names of secrets', () => {
  test.each([
    'Authorization',
    'X-Auth-Key',
    'x-auth-token',
    'Cookie',
    'Set-Cookie',
    'X-Api-Key',
    'apikey',
    'accessToken',
  ])('%s is one', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each(['page', 'author', 'monkey', 'keyword', 'Content-Type', 'designer', 'passenger_count', 'compass'])(
    '%s is none',
    (name) => {
      expect(isSecretName(name)).toBe(false);
    },
  );
});

describe('a secret', () => {
  test('does not get out of a header', () => {
    fc.assert(
      fc.property(secretName, secret, (name, value) => {
        expect(JSON.stringify(redactHeaders({ [name]: `Bearer ${value}`, Accept: '*/*' }))).not.toContain(value);
      }),
    );
  });

  test('does not get out of a query, and the rest of the URL stays', () => {
    fc.assert(
      fc.property(secretName, secret, plainName, (name, value, plain) => {
        const url = redactUrl(`https://user:${value}@example.com/a%20b?${plain}=1%2F2&${name}=${value}#end`);
        expect(url).toBe(`https://${redacted}@example.com/a%20b?${plain}=1%2F2&${name}=${redacted}#end`);
      }),
    );
  });

  test('does not get out of JSON, however deep it lies', () => {
    fc.assert(
      fc.property(
        fc.array(plainName, { maxLength: 5 }),
        secretName,
        secret,
        fc.boolean(),
        (path, name, value, list) => {
          const inner: Json = { [name]: list ? [value, { value }] : value };
          const body = path.reduce<Json>((nested, key) => ({ [key]: [nested] }), inner);
          expect(redactBody(JSON.stringify(body), 'application/json')).not.toContain(value);
          // A body that was cut off is no JSON.
          expect(redactBody(JSON.stringify({ [name]: value, page: 1 }).slice(0, -3), 'application/json')).not.toContain(
            value,
          );
        },
      ),
    );
  });

  test('does not get out of a form, of XML, of parts of a form, and of free text', () => {
    fc.assert(
      fc.property(secretName, secret, (name, value) => {
        expect(redactForm(`${name}=${value}&page=2`)).toBe(`${name}=${redacted}&page=2`);
        const part = `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--`;
        for (const text of [
          `<${name}>${value}</${name}>`,
          part,
          `${name}: ${value}`,
          `${name} = '${value}'`,
          `Bearer ${value}`,
        ]) {
          expect(redactText(text)).not.toContain(value);
        }
      }),
    );
  });
});

test('redacting again changes nothing', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(redactForm(redactForm(text))).toBe(redactForm(text));
      expect(redactUrl(redactUrl(text))).toBe(redactUrl(text));
      expect(redactText(redactText(text))).toBe(redactText(text));
    }),
  );
});

test('what has no secret stays as it is, to the last space', () => {
  fc.assert(
    fc.property(fc.dictionary(plainName, fc.jsonValue()), (value) => {
      const names = JSON.stringify(value).match(/"[^"]*":/g) ?? [];
      fc.pre(!names.some((name) => isSecretName(name)));
      const body = JSON.stringify(value, null, 3);
      expect(redactBody(body, 'application/json')).toBe(body);
      expect(redactJson(value as Json)).toEqual(value);
    }),
  );
});

test('a long body takes no long time', () => {
  const bodies = ['name="', '<a ', '"', 'x:', '\\"', 'Bearer ', '<<<', '\r\n', 'name="x"\r\n'];
  for (const body of bodies) {
    const start = performance.now();
    redactText(body.repeat(Math.floor(65_536 / body.length)));
    expect(performance.now() - start).toBeLessThan(500);
  }
});
