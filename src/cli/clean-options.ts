export interface CleanOptions {
  readonly cacheDir?: string;
  readonly all?: true;
}
