/** Keys of tables and indexes of lists from the top of a configuration. */
export type KeyPath = readonly (string | number)[];

/** `layers.paths.command`, `per-file[0].files`, `layers.files."ingestion/base/x.py"`: keys as TOML writes them. */
export function formatKey(path: KeyPath): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += (text === '' ? '' : '.') + formatKeyPart(part);
  }
  return text;
}

export function formatKeyPart(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}
