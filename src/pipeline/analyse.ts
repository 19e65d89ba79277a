import type { Finding } from '../core/finding.ts';
import type { FilePath } from '../core/location.ts';
import type { QueryMatch } from '../core/query-match.ts';
import type { Notification } from '../core/notification.ts';
import type { LoadedRule } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';
import type { Comment } from '../core/suppression.ts';
import { runProjectRules, runQueryRules, runSuppressionRules, sortFindings } from '../engine/run-rules.ts';
import type { Project } from '../project/project.ts';
import { applySuppressions } from '../triage/apply-suppressions.ts';
import { dropIgnored, type PerFileIgnores } from '../triage/per-file-ignores.ts';
import { suppressOwnFindings } from '../triage/suppress-own-findings.ts';
import { commentsOf } from './files/comments-of.ts';
import type { SourceStore } from './files/source-store.ts';

export interface AnalysisRequest {
  /** The enabled rules. */
  readonly rules: readonly LoadedRule[];
  /** Ids of all rules of this program. */
  readonly knownIds: ReadonlySet<string>;
  readonly project: Project;
  /** What the queries among the rules have found, by rule. */
  readonly matches: ReadonlyMap<string, readonly QueryMatch[]>;
  readonly store: SourceStore;
  readonly inScope: ReadonlySet<FilePath>;
  readonly severityOf: (id: string) => Severity | undefined;
  readonly isIgnored: PerFileIgnores;
  readonly today: string;
}

export interface AnalysisOutcome {
  readonly findings: readonly Finding[];
  readonly notifications: readonly Notification[];
  /** Ids of the rules that did not run to their end. */
  readonly crashed: ReadonlySet<string>;
}

/** Engine and triage: the rules over the project, then the rules over the comments that suppress. */
export function analyse(analysis: AnalysisRequest): AnalysisOutcome {
  const { rules, knownIds, project, matches, store, inScope, severityOf, today } = analysis;
  const completion = { severityOf, scopeAt: (at: Finding['at']) => project.scopeAt(at) };
  const projectRun = runProjectRules(rules, project, completion);
  const queryRun = runQueryRules(rules, matches, completion);
  const crashed = new Set([...projectRun.crashed, ...queryRun.crashed]);
  const wanted = dropIgnored(
    [...projectRun.findings, ...queryRun.findings].filter(({ at }) => inScope.has(at.file)),
    analysis.isIgnored,
  );
  const { findings, suppressions } = applySuppressions({
    findings: wanted,
    comments: suppressingComments(analysis),
    enabledIds: new Set(rules.map(({ rule }) => rule.id).filter((id) => !crashed.has(id))),
    knownIds,
    today,
    source: (file) => store.text(file),
  });
  const suppressionRun = runSuppressionRules(rules, suppressions, completion);
  const own = dropIgnored(suppressOwnFindings(suppressionRun.findings, suppressions), analysis.isIgnored);
  return {
    findings: sortFindings([...findings, ...own]),
    notifications: [...projectRun.notifications, ...queryRun.notifications, ...suppressionRun.notifications],
    crashed: new Set([...crashed, ...suppressionRun.crashed]),
  };
}

/** Comments of the files that may hold a directive of ours, found by a scan before any parsing. */
function suppressingComments({ store, inScope, knownIds }: AnalysisRequest): ReadonlyMap<FilePath, readonly Comment[]> {
  const mention = new RegExp(`synclint:|noqa:[^\\n\\r]*(?:${[...knownIds].join('|')})`, 'i');
  const comments = new Map<FilePath, readonly Comment[]>();
  for (const file of store.mentioning(mention)) {
    const facts = inScope.has(file) ? store.facts(file) : undefined;
    if (facts === undefined) continue;
    comments.set(file, commentsOf(file, store.text(file) ?? '', facts));
  }
  return comments;
}
