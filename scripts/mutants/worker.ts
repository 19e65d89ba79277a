import { allKinds } from './kinds/all.ts';
import { Laboratory } from './laboratory.ts';
import { mutantsOf } from './mutant.ts';
import { judge } from './verdict.ts';

/** One process of the crew: makes the same mutants as the others, and examines those it is told to. */
const laboratory = await Laboratory.open(process.argv[2] ?? '.');
const mutants = new Map(
  allKinds.flatMap((kind) =>
    mutantsOf(kind, laboratory.sample, Number(process.argv[3])).map((mutant) => [mutant.id, mutant] as const),
  ),
);
process.on('message', (id: string) => {
  const mutant = mutants.get(id);
  if (mutant === undefined) throw new Error(`there is no mutant ${id}`);
  process.send?.(judge(mutant, laboratory));
});
process.send?.('ready');
