/** Text and its ground differ by 4.5 : 1 or more everywhere, in both schemes. */
export const colours = `
:root {
  color-scheme: light dark;
  --ground: #fafaf8; --sheet: #ffffff; --ink: #1e2328; --muted: #5a636d; --line: #dfe2df; --link: #1a5a96; --code: #f1f2ef;
  --bad: #b42318; --bad-ink: #ffffff; --bad-soft: #fbe6e3;
  --open: #f6d98b; --open-ink: #523a00; --open-soft: #fdf4dc;
  --good: #e1f0e5; --good-ink: #1d6136; --good-strong: #7dbb91;
  --none: #d9dcda; --hover: #eef2f6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16191c; --sheet: #1d2125; --ink: #e3e6e8; --muted: #a3abb3; --line: #343a40; --link: #8fc1ee; --code: #272c31;
    --bad: #d9574a; --bad-ink: #16080a; --bad-soft: #3a2220;
    --open: #c9a24a; --open-ink: #1c1400; --open-soft: #35301f;
    --good: #20362a; --good-ink: #93d3aa; --good-strong: #3f7a56;
    --none: #3b4147; --hover: #262c32;
  }
}
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --sheet: #ffffff; --ink: #000000; --muted: #444444; --line: #bbbbbb; --link: #000000; --code: #f4f4f4;
    --bad: #b42318; --bad-ink: #ffffff; --bad-soft: #fbe6e3; --open: #f6d98b; --open-ink: #523a00; --open-soft: #fdf4dc;
    --good: #e1f0e5; --good-ink: #1d6136; --good-strong: #7dbb91; --none: #d9dcda; --hover: #ffffff;
  }
  * { print-color-adjust: exact; }
}
rect.falsified { fill: var(--bad); }
rect.inconclusive { fill: var(--open); }
rect.holds { fill: var(--good-strong); }
rect.not-applicable, rect.bypassed { fill: var(--none); }
.glyph { display: inline-block; min-width: 1.35em; text-align: center; border-radius: 4px; font-weight: 600; line-height: 1.35; }
.glyph.falsified { background: var(--bad); color: var(--bad-ink); }
.glyph.inconclusive { background: var(--open); color: var(--open-ink); }
.glyph.holds { background: var(--good); color: var(--good-ink); }
.glyph.not-applicable, .glyph.bypassed { color: var(--muted); box-shadow: inset 0 0 0 1px var(--line); }
.trend { font-size: 0.8125rem; border-radius: 10px; padding: 0 8px; white-space: nowrap; background: var(--code); }
.trend.regressed { background: var(--bad-soft); }
.trend.fixed { background: var(--good); color: var(--good-ink); }
.severity { font-size: 0.8125rem; border-radius: 4px; padding: 0 6px; background: var(--code); }
.severity.error { background: var(--bad); color: var(--bad-ink); }
.severity.warning { background: var(--open); color: var(--open-ink); }
`;
