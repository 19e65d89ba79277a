import { mark, rewrites, type Kind } from '../mutation.ts';
import { commands } from '../sample.ts';

function commentAtClass(id: string, describe: string, comment: string): Kind {
  return {
    id: `${id}-comment`,
    rule: id,
    describe,
    *mutations(sample) {
      const by = ([line]: readonly string[]) => `${mark}${line ?? ''}  ${comment}`;
      yield* rewrites(sample, { files: commands, find: /^class Command\(.*$/m, by });
    },
  };
}

/** Comments that suppress. */
export const suppressionKinds: readonly Kind[] = [
  commentAtClass(
    'unused-suppression',
    'a comment suppresses nothing',
    '# synclint: ignore[missing-required-flag] the vendor needs it',
  ),
  commentAtClass(
    'unknown-suppression',
    'a comment names a rule that does not exist',
    '# synclint: ignore[missing-required-flags] the vendor needs it',
  ),
];
