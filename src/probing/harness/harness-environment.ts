/** What Python needs to start, and nothing that a shell, an editor or a CI system has set. */
export function harnessEnvironment(
  outside: Readonly<Record<string, string | undefined>>,
  { scratch, userBase, seed }: { readonly scratch: string; readonly userBase: string | null; readonly seed: number },
): Readonly<Record<string, string>> {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SYSTEMROOT'].flatMap((name) => {
    const value = outside[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    LANG: 'C.UTF-8',
    HOME: scratch,
    TMPDIR: scratch,
    PYTHONDONTWRITEBYTECODE: '1',
    // Sets in the same order in every run.
    PYTHONHASHSEED: String(seed),
    // Packages that were installed for the user are below the real home.
    ...(userBase === null ? {} : { PYTHONUSERBASE: userBase }),
  };
}
