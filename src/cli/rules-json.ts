import { toJson } from '../reporting/to-json.ts';
import type { Topic } from './topics.ts';

/** The stable contract for programs: `docs/schemas/rules.schema.json`. */
export function rulesJson(topics: readonly Topic[]): string {
  return `${toJson({ version: 1, rules: topics.map((topic) => topic.json()) }, 2)}\n`;
}
