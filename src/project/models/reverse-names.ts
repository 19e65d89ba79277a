import type { Mentions } from '../correctness/mentions.ts';

/**
 * Whether something elsewhere may give a model a name: the other end of a relation, or code that adds fields.
 *
 * Asked of the text of the whole project: a class that is called so, or a `related_name`, need not belong to this model.
 */
export function mayComeFromElsewhere(name: string, mentions: Mentions): boolean {
  const relatedName = String.raw`\brelated_(?:query_)?name\s*=\s*`;
  const ways = [
    String.raw`${relatedName}\(?\s*\w?["']${name}["']`,
    String.raw`${relatedName}f["']`,
    String.raw`\b(?:add_to_class|contribute_to_class|setattr)\([^)\n]*["']${name}["']`,
    String.raw`\badd_to_class\(\s*[^"'\s]`,
    String.raw`\blookup_name\s*=\s*["']${name}["']`,
    String.raw`\bclass\s+${anyCase(name.replace(/_set$/, ''))}\b`,
  ];
  if (mentions.files(ways.join('|')).length > 0 || isMadeOfClassName(name, mentions)) return true;
  const isComputed = mentions.files(String.raw`${relatedName}(?!None\b|["'(]|\w["'])\w`).length > 0;
  return isComputed && mentions.files(`["']${name}["']`).length > 0;
}

/** `related_name="%(class)s_lines"`, perhaps with the label of the app before it, and a class of that name. */
function isMadeOfClassName(name: string, mentions: Mentions): boolean {
  const template = String.raw`\brelated_(?:query_)?name\s*=\s*\(?\s*\w?["'][^"']*%\(class\)s`;
  if (mentions.files(template).length === 0) return false;
  return Array.from({ length: name.length }).some((_, cut) => {
    const stem = name.slice(0, cut + 1);
    if (mentions.files(`${template}${name.slice(cut + 1)}["']`).length === 0) return false;
    const classes = stem.split('_').map((__, index, parts) => anyCase(parts.slice(index).join('_')));
    return mentions.files(String.raw`\bclass\s+(?:${classes.join('|')})\b`).length > 0;
  });
}

function anyCase(name: string): string {
  return name.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
