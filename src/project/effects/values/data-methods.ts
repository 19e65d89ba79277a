import { altered } from '../../../core/altered.ts';
import { isDry, textOf, unknown, valuesOf, type Arguments, type UnknownValue, type Value } from './value.ts';

const ofText = names(
  'lower upper casefold title capitalize swapcase strip lstrip rstrip removeprefix removesuffix zfill ljust rjust',
);
const trimming = names('strip lstrip rstrip');
const aboutText = names(
  'startswith endswith isdigit isnumeric isdecimal isalpha isalnum isspace isupper islower splitlines partition rpartition',
);
const ofTime = names(
  'isoformat strftime total_seconds utcoffset astimezone toordinal isocalendar weekday isoweekday timetuple',
);
/** Others have methods of these names, too. */
const sharedByText = names(
  'replace format join split rsplit encode count index find rfind center translate expandtabs',
);

const text = 'builtins.str()';

/**
 * What a method of Python's texts and times gives, called on something of which nothing is known; undefined: it may be a
 * method of the project.
 */
export function callDataMethod(receiver: UnknownValue, name: string, args: Arguments): Value | undefined {
  const dry = receiver.dry || valuesOf(args).some(isDry);
  const isText = receiver.made === text || receiver.text !== undefined;
  // What is known of a text stands within it, and these take from its ends.
  if (trimming.has(name) && receiver.text !== undefined)
    return altered(unknown(dry), { made: text, text: receiver.text });
  if (ofText.has(name) || (isText && /^(replace|format|join)$/.test(name)))
    return altered(unknown(dry), { made: text });
  if (aboutText.has(name) || ofTime.has(name) || (isText && sharedByText.has(name))) return unknown(dry);
  return name === 'get' && looksUp(args) ? unknown(dry) : undefined;
}

/** `row.get("id")` looks into data; `client.get("/orders", params={})` is something else. */
function looksUp({ positional, keywords, complete }: Arguments): boolean {
  const key = textOf(positional[0]);
  return key !== undefined && !key.includes('/') && positional.length <= 2 && keywords.size === 0 && complete;
}

function names(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
