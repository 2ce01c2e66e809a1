/** A regular expression of a data source (RE2's or POSIX's language) as JavaScript's; undefined when it uses what that reads otherwise. */
export function javascriptPattern(regex: string): RegExp | undefined {
  if (/\\[sSpPAzZQECvk1-9]|\[\[?[:.=]|\(\?(?![:P<])|\(\?[=!<](?!\w)/.test(regex)) return undefined;
  const source = regex.replaceAll(/(\[(?:\\.|[^\]\\])+\])|(\\.)|(\.)/gsu, (text, _list, _escape, dot) =>
    dot === undefined ? text : "[^\\n]",
  );
  try {
    return new RegExp(
      source
        .replaceAll("(?P<", "(?<")
        .replaceAll(/\\x\{([\da-fA-F]+)\}/g, (_, code) => (code.length === 4 ? `\\u${code}` : `\\u{${code}}`))
        // With the flag `u` only what means something may be escaped.
        .replaceAll(/\\([_"'@#%&=:;<>,~`! ])/g, "$1"),
      "u",
    );
  } catch {
    return undefined;
  }
}
