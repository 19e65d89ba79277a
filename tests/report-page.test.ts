import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredProbeRun } from '../src/core/stored-run.ts';
import { historyEntry } from '../src/records/history-entry.ts';
import { page as htmlPage } from '../src/reporting/html/page.ts';
import { reporter as json } from '../src/reporting/probe/json.ts';
import { exampleContext } from '../src/reporting/testing/example-run.ts';
import { largeProbeRun } from '../src/reporting/testing/large-probe-run.ts';
import { openBrowser } from '../src/testing/browser.ts';

/** What breaks a page for those who do not see it, and texts that stand out too little. */
const look = readFileSync('tests/report-page/look.js', 'utf8').trim().replace(/;$/, '');
const problems = `${look}.problems()`;
const contrasts = `${look}.contrasts()`;

/** What a browser makes of the page of a large run. */
describe('the page in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'synclint-page-'));
  const address = pathToFileURL(join(folder, 'report.html')).href;
  const run = largeProbeRun();
  const messages: string[] = [];
  const requests: string[] = [];
  let browser: Browser | undefined;

  beforeAll(async () => {
    const selection = { names: [], only: [], skip: [] };
    const history = ['2026-11-29', '2026-11-30'].map((day) =>
      historyEntry(run, { at: `${day}T20:00:00.000Z`, tool: '0.1.0', selection }),
    );
    const stored = JSON.parse(json(run, exampleContext({ durationMs: 1000 }))) as StoredProbeRun;
    const probes = [{ file: 'probe-commands.json', run: stored, history }];
    writeFileSync(join(folder, 'report.html'), htmlPage({ version: '0.1.0', probes, checks: [] }));
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
    expect(messages).toEqual([]);
    expect(requests).toEqual([]);
  });

  async function open(width = 1400, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    if (browser === undefined) throw new Error('there is no browser');
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== address) requests.push(request.url());
    });
    await page.goto(address);
    return page;
  }

  test('has a cell for each verdict, and the style that its policy allows', async () => {
    const page = await open();
    expect(await page.locator('.matrix tbody tr').count()).toBe(49);
    expect(await page.locator('.matrix tbody td').count()).toBe(49 * 37);
    expect(await page.locator('.matrix td.falsified').count()).toBe(
      run.commands.flatMap(({ verdicts }) => verdicts.filter(({ verdict }) => verdict.outcome === 'falsified')).length,
    );
    const ground = "getComputedStyle(document.querySelector('.glyph.falsified')).backgroundColor";
    expect(await page.evaluate(ground)).toBe('rgb(180, 35, 24)');
    await page.close();
  });

  test('opens the evidence of a cell, by mouse and by keyboard', async () => {
    const page = await open();
    const content = page.locator('details.verdict .content');
    expect(await content.first().isVisible()).toBe(false);
    await page.locator('.matrix td.falsified a').nth(1).click();
    await expect.poll(() => content.nth(1).isVisible()).toBe(true);
    expect(await content.nth(1).textContent()).toContain('INSERT INTO');
    await page.locator('.matrix td.falsified a').nth(0).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => content.nth(0).isVisible()).toBe(true);
    expect(await page.locator('details.verdict[open]').count()).toBe(2);
    await page.close();
  });

  test('keeps the names of commands and probes in sight', async () => {
    const page = await open(700);
    const sheet = page.locator('.scroll:has(> .matrix)');
    await page.evaluate("document.querySelector('.scroll:has(> .matrix)').scrollTo(400, 500)");
    const corner = await sheet.boundingBox();
    const head = await page.locator('.matrix thead th.corner').boundingBox();
    const name = await page.locator('.matrix tbody th').nth(30).boundingBox();
    const probe = await page.locator('.matrix thead .probe').nth(20).boundingBox();
    expect(Math.abs((head?.x ?? 0) - (corner?.x ?? 1))).toBeLessThan(4);
    expect(Math.abs((head?.y ?? 0) - (corner?.y ?? 1))).toBeLessThan(4);
    expect(Math.abs((name?.x ?? 0) - (corner?.x ?? 1))).toBeLessThan(4);
    expect((probe?.y ?? 0) - (corner?.y ?? 0)).toBeLessThan(60);
    await page.close();
  });

  test('leaves out commands without anything to look at when asked', async () => {
    const page = await open();
    await page.getByLabel('only commands with something').check();
    const clean = await page.locator('.matrix tr.clean').count();
    expect(clean).toBeGreaterThan(0);
    expect(await page.locator('.matrix tbody tr:visible').count()).toBe(49 - clean);
    await page.close();
  });

  test.each([1400, 380])('needs no scrolling to the side at a width of %i', async (width) => {
    const page = await open(width);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });

  test('is built as assistive programs expect it', async () => {
    const page = await open();
    expect(await page.evaluate(problems)).toEqual([]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('can be read in the %s scheme', async (scheme) => {
    const page = await open(1400, scheme);
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await page.evaluate(contrasts)).toEqual([]);
    await page.close();
  });

  test('can be printed, with what is folded on the screen', async () => {
    const page = await open();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('details.verdict .evidence').first().isVisible()).toBe(true);
    expect((await page.pdf()).length).toBeGreaterThan(50_000);
    await page.close();
  });
});
