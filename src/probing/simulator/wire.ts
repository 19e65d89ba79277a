/** What goes over the wire. */
export type Reply =
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** Records in it; null: it is no list. */
      readonly served: number | null;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

export type TextReply = Extract<Reply, { kind: 'text' }>;
