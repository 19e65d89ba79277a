import type { Finding } from '../../core/finding.ts';
import { corroborationText } from '../corroboration.ts';

/** More links make a message unreadable; the places themselves are all in the log. */
const maxLinks = 5;

/** The finding's sentence with a period, what running the code said of it, then links to related locations by their ids, which count from 1. */
export function messageText({ message, related, corroboration }: Finding): string {
  const verdict = corroboration === undefined ? '' : ` ${upperFirst(terminated(corroborationText(corroboration)))}`;
  const sentence = `${terminated(escapeOutsideLinks(message))}${escapeOutsideLinks(verdict)}`;
  const links = related.slice(0, maxLinks).map((place, index) => `[${escapeLinkText(place.message)}](${index + 1})`);
  return links.length === 0 ? sentence : `${sentence} See ${links.join(', ')}.`;
}

export function terminated(sentence: string): string {
  return /[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`;
}

/** SARIF 2.1.0, 3.11.6: in a link text a backslash stands before literal brackets and backslashes. */
function escapeLinkText(text: string): string {
  return text.replace(/[\\[\]]/g, String.raw`\$&`);
}

/** Elsewhere brackets are escaped as well, lest `x[0](1)` reads as a link; a lone backslash stays as it is. */
function escapeOutsideLinks(text: string): string {
  return text.replace(/\\(?=\\*[[\]])|[[\]]/g, String.raw`\$&`);
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
