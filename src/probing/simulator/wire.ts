import type { Json } from '../../core/verdict.ts';

/** What goes over the wire. */
export type Reply =
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** Records in it; null: it is no list. */
      readonly served: number | null;
      /** Nobody has said what stands at such a place. */
      readonly invented?: true;
      /** The records themselves, where somebody wants to see them. */
      readonly records?: readonly Json[];
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

export type TextReply = Extract<Reply, { kind: 'text' }>;
