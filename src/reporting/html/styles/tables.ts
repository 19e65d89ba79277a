export const tables = `
.scroll { overflow: auto; }
table { border-collapse: separate; border-spacing: 0; }
section > .scroll, dd > .scroll { border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); width: fit-content; max-width: 100%; }
section > .scroll { max-height: 85vh; }
.matrix { font-size: 0.8125rem; }
.matrix th { font-weight: 400; text-align: left; background: var(--sheet); }
.matrix thead th { position: sticky; z-index: 2; border-bottom: 1px solid var(--line); vertical-align: bottom; }
.matrix thead tr:first-child th { top: 0; height: 28px; border-bottom: 0; }
.matrix thead tr:nth-child(2) th { top: 28px; }
.matrix thead th.corner { left: 0; z-index: 3; padding: 6px 12px; color: var(--muted); border-bottom: 1px solid var(--line); }
.matrix .group { font-weight: 600; white-space: nowrap; padding: 4px 6px 0; max-width: 0; }
.matrix .group span { display: block; overflow: hidden; text-overflow: ellipsis; }
.matrix .probe { padding: 6px 0 8px; }
.matrix .probe span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; line-height: 1; margin: 0 auto; display: block; }
.matrix tbody th { position: sticky; left: 0; z-index: 1; padding: 0 12px; white-space: nowrap; font: 0.8125rem/1.4 ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.matrix tbody th, .matrix thead th.corner { border-right: 1px solid var(--line); }
.matrix td { padding: 1px; width: 26px; min-width: 26px; text-align: center; position: relative; }
.matrix .start { border-left: 1px solid var(--line); }
.matrix thead th.corner + .start, .matrix tbody th + .start, .matrix thead tr:nth-child(2) th:first-child { border-left: 0; }
.matrix .glyph { display: block; min-width: 0; line-height: 22px; height: 22px; }
.matrix .not-applicable .glyph, .matrix .bypassed .glyph { box-shadow: none; }
.matrix td a { display: block; text-decoration: none; color: inherit; border-radius: 4px; }
.matrix td a:hover .glyph { outline: 2px solid var(--link); }
.matrix .mark { position: absolute; right: 2px; top: 0; font-size: 7px; line-height: 11px; }
.matrix .falsified .mark { color: var(--bad-ink); background: var(--bad); }
.matrix .holds .mark { color: var(--good-ink); background: var(--good); }
.matrix tbody tr:hover th, .matrix tbody tr:hover td { background: var(--hover); }
section:has(.only:checked) .clean { display: none; }
.glossary { margin-top: 12px; font-size: 0.875rem; }
table.plain { font-size: 0.875rem; }
table.plain th, .severity { white-space: nowrap; }
table.plain th { text-align: left; font-weight: 600; color: var(--muted); }
table.plain th, table.plain td { padding: 6px 14px 6px 0; vertical-align: top; border-bottom: 1px solid var(--line); min-width: 5em; }
table.plain tr:last-child td, table.plain tr:last-child th[scope="row"] { border-bottom: 0; }
section > .scroll > table.plain, dd > .scroll > table.plain { margin: 0 14px; }
section > .scroll:has(> .numbers) { max-height: 26em; }
table.numbers thead th { position: sticky; top: 0; background: var(--sheet); }
table.numbers td { text-align: right; font-variant-numeric: tabular-nums; }
table.numbers th[scope="row"] { font-weight: 400; white-space: nowrap; }
@media (max-width: 640px) {
  .matrix tbody th { white-space: normal; max-width: 42vw; min-width: 30vw; padding: 2px 8px; font-size: 0.75rem; overflow-wrap: anywhere; }
}
@media print {
  .scroll, section > .scroll { overflow: visible; max-height: none; border: 0; }
  .matrix thead th, .matrix tbody th { position: static; }
  .matrix { font-size: 8px; }
  .matrix td { min-width: 14px; width: 14px; }
  .matrix .glyph { height: 13px; line-height: 13px; }
  @page { size: A4 landscape; margin: 10mm; }
}
`;
