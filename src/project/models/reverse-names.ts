import type { Mentions } from '../correctness/mentions.ts';

/**
 * Whether something elsewhere may give a model a name: the other end of a relation, or code that adds fields.
 *
 * Asked of the text of the whole project: a class that is called so, or a `related_name`, need not belong to this model.
 */
export function mayComeFromElsewhere(name: string, mentions: Mentions): boolean {
  const relatedName = String.raw`\brelated_(?:query_)?name\s*=\s*`;
  const anyName = [String.raw`${relatedName}f["']`, String.raw`\badd_to_class\(\s*[^"'\s]`, contributed];
  if (mentions.files(anyName.join('|')).length > 0 || hasClass([name.replace(/_set$/, '')], mentions)) return true;
  const ways = [
    String.raw`${relatedName}\(?\s*\w?["']${name}["']`,
    String.raw`\b(?:add_to_class|contribute_to_class|setattr)\([^)\n]*["']${name}["']`,
    String.raw`\blookup_name\s*=\s*["']${name}["']`,
  ];
  if (mentions.files(ways.join('|'), name).length > 0 || isMadeOfClassName(name, mentions)) return true;
  const isComputed = mentions.files(String.raw`${relatedName}(?!None\b|["'(]|\w["'])\w`).length > 0;
  return isComputed && mentions.files(`["']${name}["']`, name).length > 0;
}

/** `field.contribute_to_class(model, name)`; `super()` does what every field does. */
const contributed = String.raw`\w\.contribute_to_class\(\s*[\w.]+\s*,\s*[^"'\s]`;

/** `related_name="%(class)s_lines"`, perhaps with the label of the app before it, and a class of that name. */
function isMadeOfClassName(name: string, mentions: Mentions): boolean {
  const template = String.raw`\brelated_(?:query_)?name\s*=\s*\(?\s*\w?["'][^"']*%\(class\)s`;
  if (mentions.files(template).length === 0) return false;
  return Array.from({ length: name.length }).some((_, cut) => {
    const stem = name.slice(0, cut + 1);
    if (mentions.files(`${template}${name.slice(cut + 1)}["']`).length === 0) return false;
    return hasClass(
      stem.split('_').map((__, index, parts) => parts.slice(index).join('_')),
      mentions,
    );
  });
}

/** A class has one of the names, whatever the case. */
function hasClass(names: readonly string[], mentions: Mentions): boolean {
  if (names.every((name) => /^\w+$/.test(name))) return names.some((name) => mentions.hasClass(name));
  return mentions.files(String.raw`\bclass\s+(?:${names.map(anyCase).join('|')})\b`).length > 0;
}

function anyCase(name: string): string {
  return name.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
