/** Lines as Python and GitHub count them: LF, CRLF and CR end one; form feeds and Unicode separators do not. */
export function sourceLines(text: string): readonly string[] {
  return text.split(/\r\n?|\n/);
}
