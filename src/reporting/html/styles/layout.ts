export const layout = `
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body {
  margin: 0 auto; max-width: 1680px; padding: 24px clamp(12px, 3vw, 40px) 48px;
  background: var(--ground); color: var(--ink); font: 15px/1.55 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1rem; font-weight: 600; color: var(--muted); margin: 0 0 4px; }
h2 { font-size: 1.5rem; font-weight: 650; margin: 0 0 8px; }
h2 .muted, h4 .muted { font-size: 0.8125rem; font-weight: 400; }
h3 { font-size: 1.125rem; margin: 40px 0 12px; }
h4 { font-size: 0.9375rem; margin: 20px 0 6px; }
h3:focus, main:focus, [tabindex="-1"]:focus { outline: none; }
p { margin: 8px 0; max-width: 90ch; }
a { color: var(--link); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, pre { font: 0.875em/1.5 ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
code { background: var(--code); border-radius: 3px; padding: 0 3px; }
pre { background: var(--code); border-radius: 6px; padding: 10px 12px; margin: 4px 0; overflow: auto; max-height: 24em; white-space: pre-wrap; }
.muted { color: var(--muted); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 12px; top: 8px; background: var(--sheet); padding: 4px 10px; }
article + article { margin-top: 64px; border-top: 1px solid var(--line); padding-top: 32px; }
.headline { font-size: 1.1875rem; font-weight: 600; margin: 4px 0; }
.bar { display: block; width: 100%; height: 10px; border-radius: 5px; margin: 16px 0 12px; }
.tiles, .gates, nav ul, .reasons { list-style: none; margin: 12px 0; padding: 0; }
.tiles, .gates, nav ul { display: flex; flex-wrap: wrap; gap: 8px 28px; }
.tile { display: flex; align-items: baseline; gap: 8px; }
.tile .number { font-size: 1.375rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.gates { gap: 8px; }
.gate { border: 1px solid var(--line); border-radius: 6px; padding: 2px 10px; background: var(--sheet); font-size: 0.875rem; }
.gate.fail { background: var(--bad-soft); border-color: var(--bad); }
.gate.inconclusive { background: var(--open-soft); }
nav ul { gap: 4px 20px; border-block: 1px solid var(--line); padding: 8px 0; margin-top: 20px; }
details.verdict, details.rule { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; margin: 6px 0; }
details.verdict > summary, details.rule > summary { padding: 8px 12px; cursor: pointer; }
details > summary { cursor: pointer; }
details.verdict > .content, details.rule > .scroll { padding: 0 16px 12px; border-top: 1px solid var(--line); }
.place { color: var(--muted); }
.evidence + .evidence { border-top: 1px dashed var(--line); margin-top: 16px; padding-top: 8px; }
.evidence .what { font-weight: 600; }
.stack { margin: 0; padding-left: 24px; font-size: 0.875rem; }
.reasons > li { padding: 7px 0; border-bottom: 1px solid var(--line); }
.reasons ul { font-size: 0.875rem; margin: 4px 0 4px 20px; }
.reasons > li:target, .content:target { background: var(--open-soft); box-shadow: 0 0 0 8px var(--open-soft); border-radius: 2px; }
.content:target { background: none; box-shadow: inset 3px 0 0 var(--bad); }
.facts, .glossary dl, dl.values { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 20px; margin: 8px 0; }
.evidence > dl.values { gap: 8px 20px; }
.evidence dt { font-size: 0.8125rem; line-height: 1.8; }
ol.values { margin: 0; padding-left: 24px; font-size: 0.875rem; }
.content { scroll-margin-top: 72px; }
.reasons > li { scroll-margin-top: 16px; }
dt { color: var(--muted); }
dd { margin: 0; }
.chart { display: block; max-width: 100%; height: auto; margin: 12px 0; border-bottom: 1px solid var(--line); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 0.875rem; max-width: none; }
.filter { font-size: 0.875rem; }
footer { margin-top: 48px; border-top: 1px solid var(--line); padding-top: 12px; font-size: 0.8125rem; }
@media (max-width: 640px) {
  .facts, .glossary dl, dl.values { grid-template-columns: 1fr; }
  dd { margin-bottom: 6px; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 11px; }
  nav, .skip, .filter { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  details.verdict, .reasons > li, tr { break-inside: avoid; }
  pre { max-height: none; }
}
`;
