/** Layers from the top, with the globs of their files. */
export type GuessedLayers = readonly { readonly name: string; readonly paths: readonly string[] }[];

const folders: readonly (readonly [layer: string, folder: string])[] = [
  ['command', 'management/commands'],
  ['engine', 'engines'],
  ['client', 'clients'],
  ['processor', 'processors'],
  ['model', 'models'],
];

/** Folders that are called like layers; none where fewer than three are, which are no order of a project yet. */
export function guessLayers(files: readonly string[]): GuessedLayers {
  const found = folders.flatMap(([name, folder]) =>
    files.some((file) => `/${file}`.includes(`/${folder}/`)) ? [{ name, paths: [`**/${folder}/**`] }] : [],
  );
  return found.length < 3 ? [] : found;
}
