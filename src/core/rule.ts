import type { Fix } from './finding.ts';
import type { Location, RelatedLocation, SymbolId } from './location.ts';
import type { ProjectModel } from './project-model.ts';
import type { QueryMatch } from './query-match.ts';
import type { Confidence, Severity } from './severity.ts';
import type { SuppressionComment } from './suppression.ts';

/** A message, or one with a severity of its own where a rule has several. */
export type MessageTemplate = string | { readonly text: string; readonly severity: Severity };
export type Messages = Readonly<Record<string, MessageTemplate>>;

type TextOf<T extends MessageTemplate> = T extends { readonly text: infer Text extends string } ? Text : T;

/** `{name}` placeholders of a message template, as a union of names. */
type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;

type DataFor<Name extends string> = [Name] extends [never]
  ? { readonly data?: never }
  : { readonly data: Readonly<Record<Name, string>> };

interface ReportBase {
  readonly at: Location;
  /** What the finding is about; for a command its module. Probes attach their verdicts by it. */
  readonly subject?: SymbolId;
  readonly related?: readonly RelatedLocation[];
  readonly flow?: readonly RelatedLocation[];
  readonly fix?: Fix;
}

/** What a rule yields: `messageId` and `data` are checked against the rule's own templates. */
export type ReportOf<M extends Messages> = {
  [Id in keyof M & string]: ReportBase & { readonly messageId: Id } & DataFor<Placeholder<TextOf<M[Id]>>>;
}[keyof M & string];

/** A report of whatever rule. */
export interface Report extends ReportBase {
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
}

export interface RuleMeta<M extends Messages> {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `always`: also without configuration. `preset`: only when a preset or a selection asks for it. */
  readonly default: 'always' | 'preset';
  /** Some of its findings carry a fix. */
  readonly fixable?: true;
  /** Version that brought the rule. */
  readonly since: string;
  readonly messages: M;
}

/** Looks at the project. */
export interface ProjectRule<M extends Messages = Messages, R = Report> extends RuleMeta<M> {
  readonly scope: 'project';
  check(project: ProjectModel): Iterable<R>;
}

/** Looks at the comments that suppress findings, after all project rules ran. */
export interface SuppressionRule<M extends Messages = Messages, R = Report> extends RuleMeta<M> {
  readonly scope: 'suppressions';
  check(comments: readonly SuppressionComment[]): Iterable<R>;
}

/** Looks at what a query has found in the syntax of files: a rule of the project's own, from its configuration. */
export interface QueryRule extends RuleMeta<Messages> {
  readonly scope: 'query';
  /** In the language of tree-sitter. */
  readonly query: string;
  /** Globs of the files that are searched; none: all of them. */
  readonly files: readonly string[];
  check(matches: readonly QueryMatch[]): Iterable<Report>;
}

export type Rule = ProjectRule | SuppressionRule | QueryRule;

/** What there is to say of a rule, without the rule itself. */
export type RuleDescription = Rule extends infer R ? (R extends Rule ? Omit<R, 'check'> : never) : never;

/** A rule that ran; data, unlike the rule. */
export interface DescribedRule {
  readonly rule: RuleDescription;
  readonly family: string;
}

/** A rule as the loader hands it out: its family is the name of its folder. */
export interface LoadedRule {
  readonly rule: Rule;
  readonly family: string;
}

export function messageText(template: MessageTemplate): string {
  return typeof template === 'string' ? template : template.text;
}
