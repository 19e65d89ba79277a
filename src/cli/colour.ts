export const colourChoices = ['auto', 'always', 'never'] as const;
export type ColourChoice = (typeof colourChoices)[number];

/** `--color`, else `NO_COLOR`, else `FORCE_COLOR`, else whether somebody looks at it. */
export function useColour(asked: ColourChoice, environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (asked !== 'auto') return asked === 'always';
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'] ?? '';
  if (forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal;
}
