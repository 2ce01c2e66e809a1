/** A regular expression in the language of Python's `re`; undefined when it uses what that has not. */
export function pythonSource(pattern: string, flags: string): string | undefined {
  if (/\\p\{|\\P\{|\\c[A-Za-z]|\\u\{/.test(pattern) || flags.includes("v")) return undefined;
  const source = pattern
    .replace(/\(\?<(?![=!])/g, "(?P<")
    .replace(/\\k<(\w+)>/g, "(?P=$1)")
    .replace(/\\\//g, "/")
    // Python's `$` is also before a line end at the very end.
    .replace(/(?<!\\)((?:\\\\)*)\$$/, flags.includes("m") ? "$1$$" : "$1\\Z");
  const given = [...(/\\[wdb]/i.test(source) ? "a" : ""), ...[...flags].filter((flag) => "ims".includes(flag))].join(
    "",
  );
  return given === "" ? source : `(?${given})${source}`;
}
