/** Why there is nothing to run. */
export type Unplanned = { readonly notApplicable: string } | { readonly inconclusive: string };

export function isUnplanned(planned: object): planned is Unplanned {
  return 'notApplicable' in planned || 'inconclusive' in planned;
}
