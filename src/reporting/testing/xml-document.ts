import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';

export interface XmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** What each element may have: names with blanks between them. */
export type XmlGrammar = Readonly<Record<string, { readonly attributes: string; readonly children: string }>>;

/** As a strict parser reads it, that of Python; fails the test when it does not. */
export function parseXml(xml: string): XmlElement {
  const script = `
import json, sys, xml.etree.ElementTree as tree
def plain(e):
    return {"tag": e.tag, "attributes": e.attrib, "text": e.text or "", "children": [plain(c) for c in e]}
print(json.dumps(plain(tree.fromstring(sys.stdin.buffer.read()))))`;
  const { stdout, stderr } = spawnSync('python3', ['-c', script], { input: xml, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as XmlElement;
}

/** Elements and attributes that the grammar does not have. */
export function strangeParts(element: XmlElement, grammar: XmlGrammar, parent?: string): readonly string[] {
  const own = grammar[element.tag];
  if (own === undefined) return [`<${element.tag}>`];
  const isMisplaced = parent !== undefined && grammar[parent]?.children.split(' ').includes(element.tag) !== true;
  return [
    ...(isMisplaced ? [`<${element.tag}> in <${parent}>`] : []),
    ...Object.keys(element.attributes)
      .filter((name) => !own.attributes.split(' ').includes(name))
      .map((name) => `${element.tag}.${name}`),
    ...element.children.flatMap((child) => strangeParts(child, grammar, element.tag)),
  ];
}

/** As the schema of Jenkins' xUnit plug-in says (junit-10.xsd). */
export const junitGrammar: XmlGrammar = {
  testsuites: { attributes: 'name time tests failures errors disabled', children: 'testsuite' },
  testsuite: {
    attributes: 'name tests failures errors skipped time timestamp hostname id package file group log url version',
    children: 'testcase',
  },
  testcase: { attributes: 'classname name time status class file line assertions', children: 'failure error skipped' },
  failure: { attributes: 'message type', children: '' },
  error: { attributes: 'message type', children: '' },
  skipped: { attributes: 'message type', children: '' },
};
