/** Lookups and transforms that Django brings; those of contributed fields stand behind fields, which are not followed. */
const builtin = new Set(
  (
    'contains date day endswith exact gt gte hour icontains iendswith iexact in iregex isnull iso_week_day iso_year ' +
    'istartswith lt lte minute month quarter range regex second startswith time week week_day year isempty count len'
  ).split(' '),
);

export function isLookup(name: string): boolean {
  return builtin.has(name);
}
