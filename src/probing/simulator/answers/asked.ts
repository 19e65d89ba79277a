/** A request, as far as an answer can depend on it. */
export interface Asked {
  readonly method: string;
  /** Lower case, without port. */
  readonly host: string;
  /** Decoded; of `/v3/jobs` there are two. */
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
}

/** Somebody asks for a token. */
export function isLogin({ segments }: Asked): boolean {
  return /token|oauth|login|session|\bauth/i.test(segments.at(-1) ?? '');
}
