export interface InitOptions {
  readonly force?: true;
}
