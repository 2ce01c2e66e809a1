/** What a file of rules is made of. */
export type Yaml = string | number | readonly Yaml[] | { readonly [key: string]: Yaml };

/** Lists and maps in blocks; all text in quotation marks, which are JSON's. */
export function writeYaml(value: Yaml): string {
  return `${linesOf(value).join("\n")}\n`;
}

function linesOf(value: Yaml): readonly string[] {
  if (typeof value === "string" || typeof value === "number") return [JSON.stringify(value)];
  if (isList(value)) {
    if (value.length === 0) return ["[]"];
    return value.flatMap((item) => linesOf(item).map((line, index) => `${index === 0 ? "- " : "  "}${line}`));
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return ["{}"];
  return entries.flatMap(([key, part]) => {
    const lines = linesOf(part);
    const isBlock = typeof part === "object" && Object.keys(part).length > 0;
    return isBlock ? [`${key}:`, ...lines.map((line) => `  ${line}`)] : [`${key}: ${lines[0]}`];
  });
}

function isList(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value);
}
