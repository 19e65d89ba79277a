import { expect, test } from 'vitest';
import { handled, runOf } from '../../../testing/run-of.ts';

/** What is read, as `results.[].id`; what only `get` asks for ends in a question mark. */
function readBy(...body: readonly string[]): readonly string[] {
  return handled('import requests', ...body).answers.map(
    ({ path, strict, use }) => `${path.join('.')}${strict ? '' : '?'}${use === undefined ? '' : ` (${use})`}`,
  );
}

test.each([
  ['a key', ['requests.get("u").json()["id"]'], ['id']],
  ['a key that may be missing', ['requests.get("u").json().get("id")'], ['id?']],
  [
    'keys of records',
    ['for one in requests.get("u").json()["results"]: one["id"]'],
    ['results', 'results.[]', 'results.[].id'],
  ],
  ['keys of a list', ['[one["id"] for one in requests.get("u").json()]'], ['[]', '[].id']],
  ['the first record', ['requests.get("u").json()["results"][0]["id"]'], ['results', 'results.[]', 'results.[].id']],
  [
    'what may be missing, and is nothing then',
    ['for one in requests.get("u").json().get("data") or []: one.get("name")'],
    ['data?', 'data.[]', 'data.[].name?'],
  ],
  ['what is read from text', ['import json', 'json.loads(requests.get("u").text)["id"]'], ['id']],
  ['an answer of something that is not known', ['args[0].fetch().json()["id"]'], ['id']],
  ['a number', ['int(requests.get("u").json()["n"])'], ['n (number)']],
  [
    'a time',
    ['from datetime import datetime', 'datetime.fromisoformat(requests.get("u").json()["at"])'],
    ['at (moment)'],
  ],
  [
    'a day',
    ['from datetime import datetime', 'datetime.strptime(requests.get("u").json()["on"], "%Y-%m-%d")'],
    ['on (day)'],
  ],
  [
    'a number in a text',
    ['from decimal import Decimal', 'Decimal(str(requests.get("u").json()["n"]))'],
    ['n (number)'],
  ],
  [
    'a time in a text',
    ['from datetime import datetime', 'datetime.fromisoformat(requests.get("u").json()["at"].replace("Z", ""))'],
    ['at (moment)'],
  ],
  ['a text', ['requests.get("u").json()["name"].strip()'], ['name (text)']],
])('Reads %s', (_, body, expected) => {
  expect(readBy(...body)).toEqual(expected);
});

test('Follows records into the functions that they are handed to', () => {
  const run = runOf([
    'def handle(self, *args, **options):',
    '    for record in self.fetch():',
    '        self.store(record)',
    'def fetch(self):',
    '    import requests',
    '    yield from requests.get("u").json()["results"]',
    'def store(self, raw):',
    '    Order(number=raw["number"])',
  ]);
  expect(run.answers.map(({ path }) => path.join('.'))).toEqual(['results', 'results.[]', 'results.[].number']);
});

test('Does not take every dict for an answer', () => {
  expect(readBy('import json', 'json.loads(open("f").read())["id"]', 'options["name"]', '{"a": 1}["a"]')).toEqual([]);
});
