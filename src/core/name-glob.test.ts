import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { mentionOf, nameMatcher } from './name-glob.ts';

describe('a name matcher', () => {
  test.each([
    ['sync_arrivy_*', 'sync_arrivy_tasks', true],
    ['sync_arrivy_*', 'sync_arrivy_', true],
    ['sync_arrivy_*', 'resync_arrivy_tasks', false],
    ['*_synced_at', 'hubspot_synced_at', true],
    ['*_synced_at', 'synced_at', false],
    ['*.legacy.*', 'shop.legacy.models.Order', true],
    ['shop.models.?rder', 'shop.models.Order', true],
    ['last_{feed,import}', 'last_feed', true],
    ['last_{feed,import}', 'last_feeds', false],
    ['{a,b}_{c,d}', 'b_c', true],
    ['a.b', 'axb', false],
    ['a+(b)$', 'a+(b)$', true],
    ['[ab]', 'a', false],
    ['*SyncLog', 'crm/SyncLog', true],
    ['a{b', 'a{b', true],
    ['café_*', 'café_log', true],
    ['?', '😀', true],
  ])('says of %s and %s: %s', (glob, name, matches) => {
    expect(nameMatcher([glob])(name)).toBe(matches);
  });

  test('of no glob matches nothing, of several matches what one of them does', () => {
    expect(nameMatcher([])('')).toBe(false);
    const matches = nameMatcher(['a|b', 'c*']);
    expect(['a|b', 'cd', 'a', 'b'].map(matches)).toEqual([true, true, false, false]);
  });

  test('takes no longer for many wildcards', () => {
    const matches = nameMatcher([`${'*a'.repeat(60)}b`, `${'{a,aa}'.repeat(40)}b`, `${'*?'.repeat(60)}b`]);
    expect(matches('a'.repeat(255))).toBe(false);
    expect(matches(`${'a'.repeat(255)}b`)).toBe(true);
  }, 1_000);

  test('agrees with globs over paths, since names have no slashes', () => {
    const letter = fc.constantFrom('a', 'b', '_');
    const names = fc.string({ unit: letter, minLength: 1, maxLength: 6 });
    const globs = fc.array(fc.oneof(letter, fc.constantFrom('*', '?', '{a,b}', '{_,ab}')), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        globs.map((pieces) => pieces.join('')).filter((glob) => !glob.includes('**')),
        names,
        (glob, name) => {
          expect(nameMatcher([glob])(name)).toBe(picomatch.isMatch(name, glob));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('a mention', () => {
  test('is found wherever a matching name is', () => {
    const piece = fc.constantFrom('sync', '_at', '.', '+', '*', '?', '{log,state}');
    const globs = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
    const filler = fc.constantFrom('x', 'Sync', '', 'é');
    fc.assert(
      fc.property(globs, filler, fc.constantFrom('log', 'state'), (glob, star, choice) => {
        const name = glob.replaceAll('{log,state}', choice).replaceAll('*', star).replaceAll('?', 'y');
        fc.pre(nameMatcher([glob])(name));
        expect(mentionOf([glob]).test(`class A:\n    ${name} = 1\n`)).toBe(true);
      }),
    );
  });

  test('of no globs is found nowhere', () => {
    expect(mentionOf([]).test('anything')).toBe(false);
  });

  test('is as long as the glob allows, so that few files are read', () => {
    expect(mentionOf(['*_last_sync', 'is_synced']).test('last sync')).toBe(false);
    expect(mentionOf(['*_last_sync']).test('crm_last_sync')).toBe(true);
  });
});
