import { ConfigError } from '../../../core/errors.ts';
import type { Json } from '../../../core/verdict.ts';
import type { Answer } from '../answers/answer.ts';
import { answerOf, listIn } from '../answers/body.ts';
import { guessedPages } from '../answers/guessed-pages.ts';
import { recordsFrom, recordsOf } from '../answers/records.ts';
import type { Endpoint } from '../fixtures/endpoint.ts';
import { remedy } from '../fixtures/fixture-schema.ts';
import { pathPattern } from '../fixtures/path-pattern.ts';
import { isTable, valueAt, type JsonTable } from '../json.ts';
import { segmentsOf } from '../segments.ts';
import { schemaValue, type Resolve } from './schema-value.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** What an OpenAPI document (2 or 3) promises, answered by its examples or by values that its schemas allow. */
export function openApiEndpoints(file: string, host: string, document: Json): readonly Endpoint[] {
  if (!isTable(document) || !isTable(document.paths)) {
    throw new ConfigError(`${file}: not an OpenAPI document: it has no paths`, remedy);
  }
  const resolve = resolverIn(document);
  const base = segmentsOf(basePath(document));
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const operations = resolve(item) ?? {};
    return methods.flatMap((method): readonly Endpoint[] => {
      const operation = resolve(operations[method]);
      if (operation === null) return [];
      const pattern = pathPattern([...base, ...segmentsOf(path)]);
      const made = exampleOf(operation, resolve);
      const common = {
        file,
        host: host.toLowerCase(),
        path: pattern,
        method: method.toUpperCase(),
        query: new Map<string, string>(),
      };
      return [{ ...common, answer: (_asked, _variables, { edition }) => describedAnswer(made, edition) }];
    });
  });
}

function basePath(document: JsonTable): string {
  if (typeof document.basePath === 'string') return document.basePath;
  const [server] = Array.isArray(document.servers) ? (document.servers as readonly Json[]) : [];
  const url = valueAt(server, ['url']);
  if (typeof url !== 'string') return '';
  return URL.canParse(url) ? new URL(url).pathname : url.startsWith('/') ? url : '';
}

function resolverIn(document: Json): Resolve {
  return (given) => {
    let value = given;
    for (let steps = 0; steps < 20; steps += 1) {
      if (!isTable(value)) return null;
      if (typeof value.$ref !== 'string') return value;
      // References into other files lead nowhere: one document is what was given.
      if (!value.$ref.startsWith('#/')) return null;
      const path = segmentsOf(value.$ref.slice(1)).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
      value = valueAt(document, path);
    }
    return null;
  };
}

interface Example {
  readonly status: number;
  readonly body: Json;
  /** Somebody wrote it; otherwise it was made from a schema. */
  readonly written: boolean;
}

function exampleOf(operation: JsonTable, resolve: Resolve): Example {
  const responses = isTable(operation.responses) ? operation.responses : {};
  const good =
    Object.keys(responses)
      .filter((code) => /^2(?:\d\d|XX)$/i.test(code))
      .sort()[0] ?? 'default';
  const response = resolve(responses[good]) ?? {};
  const status = /^\d{3}$/.test(good) ? Number(good) : 200;
  const content = isTable(response.content) ? response.content : {};
  const type = Object.keys(content).find((each) => /json/i.test(each)) ?? Object.keys(content)[0] ?? '';
  const media = resolve(content[type]) ?? {};
  const [named] = isTable(media.examples) ? Object.values(media.examples) : [];
  const [older] = isTable(response.examples) ? Object.values(response.examples) : [];
  const written = media.example ?? valueAt(resolve(named) ?? undefined, ['value']) ?? older;
  if (written !== undefined) return { status, body: written, written: true };
  return { status, body: schemaValue(media.schema ?? response.schema, resolve), written: false };
}

function describedAnswer({ status, body, written }: Example, edition: 1 | 2): Answer {
  const head = { status, headers: {} };
  const list = listIn(body);
  const first = list?.items[0];
  if (list === null || first === undefined) return answerOf(body, edition, head);
  const records = written && list.items.length > 1 ? recordsOf(list.items, null, edition) : recordsFrom(first, edition);
  return { ...head, kind: 'listing', records, frame: isTable(body) ? body : {}, lists: [list.at], pages: guessedPages };
}
