/**
 * The walls of the house. Reading this table from top to bottom is reading the architecture: each stage of `src/` and the
 * only other stages that it may import, with the reason. A stage may always import itself.
 *
 * @type {readonly [stage: string, may: readonly string[], why: string][]}
 */
const stages = [
  ['core', [], 'The vocabulary: whatever it imported, everything would import.'],
  ['config', ['core'], 'A configuration means the same whoever reads it.'],
  ['git', ['core'], 'A thin shell around one program, so that its hardening is seen at one glance.'],
  ['discovery', ['core', 'config', 'git'], 'Files are found before anybody knows what is in them.'],
  ['syntax', ['core'], 'Trees become plain data here; which parser made them is nobody else’s business.'],
  ['facts', ['core'], 'Facts speak of one file, so they know neither its neighbours nor its parser.'],
  ['project', ['core', 'facts'], 'The model links facts; reading and parsing are handed in.'],
  ['engine', ['core'], 'Rules are loaded by folder and run on an interface, so no stage is named here.'],
  ['rule-kit', ['core'], 'All that a rule sees, hence nothing that a rule should not see.'],
  ['probe-kit', ['core'], 'All that a probe sees: it plans and judges, and runs nothing.'],
  [
    'probing',
    ['core'],
    'Runs what is planned and hands records back; probes are found by folder, so none is named here.',
  ],
  ['triage', ['core'], 'Comments annotate findings, whoever made these.'],
  ['fixing', ['core'], 'Edits are applied to texts; who reads and writes these is nobody’s business here.'],
  [
    'caching',
    ['core'],
    'Keeps texts and tells whether files are as they were; what the texts say is nobody’s business here.',
  ],
  ['records', ['core'], 'What runs leave behind is data; where it is kept is the business of the edge.'],
  [
    'starting',
    ['core'],
    'What a project looks like becomes the text of a configuration; who looks and writes is nobody’s business here.',
  ],
  ['reporting', ['core'], 'A format is a pure function of a run.'],
  [
    'pipeline',
    [
      ...['core', 'config', 'git', 'discovery', 'syntax', 'facts'],
      ...['project', 'engine', 'probing', 'triage', 'fixing', 'caching', 'starting'],
    ],
    'The only place that names every stage; it hands a run back and prints nothing.',
  ],
  [
    'lsp',
    ['core', 'config', 'pipeline', 'reporting'],
    'An edge of its own: turns an editor’s buffers into overlays and a run into messages; only the command line starts it.',
  ],
  [
    'cli',
    ['core', 'config', 'engine', 'pipeline', 'fixing', 'caching', 'records', 'reporting', 'lsp'],
    'The edge: turns arguments into a request and a run into text, and computes nothing in between.',
  ],
];

/** Tests stand beside what they test and may use whatever they need of the same stage, files and processes included. */
const tests = '\\.test\\.ts$|/testing/';

/** @param {readonly string[]} folders */
const insideOf = (folders) => folders.map((folder) => `^src/${folder}/`);

const walls = stages.map(([stage, allowed, why]) => ({
  name: `stage-${stage}`,
  severity: 'error',
  comment: `src/${stage} may import ${allowed.join(', ') || 'no other stage'}. ${why}`,
  from: { path: `^src/${stage}/`, pathNot: `\\.test\\.ts$|^src/${stage}/testing/` },
  to: { path: '^(src|rules|probes|scripts|bin|tests)/', pathNot: insideOf([stage, ...allowed]) },
}));

/**
 * `thing` is for some places only.
 *
 * @param {string} name
 * @param {string} thing
 * @param {readonly string[]} places
 * @param {string} comment
 */
const only = (name, thing, places, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^(src|rules|probes)/', pathNot: [tests, ...places] },
  to: { path: thing },
});

export default {
  forbidden: [
    ...walls,
    {
      name: 'rule-sees-rule-kit',
      severity: 'error',
      comment: 'A rule reads a model and yields reports. Whatever else it could reach, it would depend on.',
      from: { path: '^rules/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/rule-kit/' },
    },
    {
      name: 'rules-stay-plug-ins',
      severity: 'error',
      comment: 'Nobody imports a rule by name: rules are found by folder, so that adding one edits nothing.',
      from: { path: '^(src|scripts|bin)/' },
      to: { path: '^rules/' },
    },
    {
      name: 'probe-sees-probe-kit',
      severity: 'error',
      comment: 'A probe plans runs and judges records. Whatever else it could reach, its verdict would depend on.',
      from: { path: '^probes/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/probe-kit/' },
    },
    {
      name: 'probes-stay-plug-ins',
      severity: 'error',
      comment: 'Nobody imports a probe by name: probes are found by folder, so that adding one edits nothing.',
      from: { path: '^(src|scripts|bin)/' },
      to: { path: '^probes/' },
    },
    {
      name: 'values-of-runs',
      severity: 'error',
      comment:
        'What an expression stands for is data, whoever runs the code: the interpreter builds on it, never the reverse.',
      from: { path: '^src/project/effects/values/', pathNot: tests },
      to: { path: '^src/project/effects/(?!values/|events\\.ts$)' },
    },
    only(
      'server-is-an-edge',
      '^src/lsp/',
      ['^src/lsp/', '^src/cli/run-server\\.ts$'],
      'One module starts the server, and is loaded for that alone: whatever else named it would make `check` load it.',
    ),
    only(
      'protocol-in-lsp',
      'vscode-(languageserver|jsonrpc)',
      ['^src/lsp/'],
      'The protocol and its positions from 0 end here; everybody else counts from 1.',
    ),
    {
      name: 'program-without-tests',
      severity: 'error',
      comment: 'What runs at a user’s does not need the test kit.',
      from: { path: '^(src|rules|probes|bin)/', pathNot: tests },
      to: { path: tests },
    },
    only(
      'files-at-the-edges',
      '^(node:)?fs(/promises)?$',
      // Scratch folders, and answers of the simulated network, which are files of the project, too. A cache looks only at
      // files that were discovered.
      ['^src/(discovery|config|cli|probing|caching)/', '^src/engine/rule-index\\.ts$'],
      'Between the edges a run is values in, values out: it can be repeated, and it cannot look at what was not discovered.',
    ),
    only(
      'processes-in-git',
      '^(node:)?child_process$',
      // Probing runs the project's code: that is what it is for.
      ['^src/git/', '^src/probing/(harness|databases)/', '^src/probing/find-python\\.ts$'],
      'A check executes nothing of the project. The one program it starts is git, with hooks and monitors off.',
    ),
    only(
      'network-nowhere',
      '^(node:)?(http|http2|https|net|tls|dgram|dns)(/promises)?$',
      // What the project's commands ask of the world ends here, on a port of this machine.
      ['^src/probing/simulator/'],
      'A check opens no socket, and a probe none but those of the simulator.',
    ),
    only(
      'parser-in-syntax',
      'tree-sitter',
      ['^src/syntax/'],
      'Nobody else holds a tree: it lives in the memory of the parser and is freed as soon as its facts are read.',
    ),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two modules that need each other are one module, or a third is missing. Cycles of types count.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A module that nobody imports, and that imports nothing, was forgotten.',
      from: { orphan: true, path: '^(src|rules|probes)/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere passes every wall above.',
      from: {},
      // `sarif` is a package of types alone: @types/sarif.
      to: { couldNotResolve: true, pathNot: '^sarif$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(fixtures|dist)/' },
  },
};
