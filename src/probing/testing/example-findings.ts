import { fingerprint, ruleId, type Finding } from '../../core/finding.ts';
import { filePath } from '../../core/location.ts';
import { load } from './example-world.ts';

export const engine = filePath('shop/engine.py');
export const lineOf = (line: number) => ({ startLine: line, startColumn: 5, endLine: line, endColumn: 20 });
export const context = {
  isProbed: ({ ruleId: id }: Finding) => id === 'effect-in-dry-run',
  severityOf: () => undefined,
  scopeAt: () => 'Engine.save',
  regionOf: ({ file, line }: { readonly file: Finding['at']['file']; readonly line: number }) => ({
    file,
    region: lineOf(line),
  }),
};

export function findingAt(line: number, parts: Partial<Finding> = {}): Finding {
  return {
    ruleId: ruleId('effect-in-dry-run'),
    messageId: 'effect',
    message: 'writes',
    data: {},
    severity: 'warning',
    confidence: 'likely',
    at: { file: engine, region: lineOf(line) },
    subject: load.module,
    related: [],
    flow: [],
    fingerprint: fingerprint(String(line)),
    ...parts,
  };
}
