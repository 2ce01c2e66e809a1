import { didYouMean } from "../../core/house.js";
import { SourceError } from "../../core/index.js";
import type { CsvOptions } from "./csv-options.js";

/** The columns' names as they are read: those of the file, or numbers, doubled ones told apart and renamed as was asked. */
export function columnNames(
  place: string,
  first: readonly string[],
  { header = true, doubledNames = "refuse", rename = {} }: CsvOptions,
): readonly string[] {
  const given = first.map((name, index) => (header === false || name === "" ? `column ${index + 1}` : name));
  const named = doubledNames === "number" ? numbered(given) : given;
  for (const name of Object.keys(rename))
    if (!named.includes(name))
      throw new SourceError({
        place,
        message: `Expected the columns that \`rename\` names, got no ${JSON.stringify(name)} in ${named.map((one) => JSON.stringify(one)).join(", ")}${didYouMean(name, named)}`,
      });
  const names = named.map((name) => (Object.hasOwn(rename, name) ? (rename[name] ?? name) : name));
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined)
    throw new SourceError({
      place,
      message: `Expected column names that differ, got ${JSON.stringify(doubled)} twice: \`doubledNames: "number"\` calls the second one ${JSON.stringify(`${doubled} 2`)}, \`header: [...]\` names them all`,
    });
  return names;
}

/** The second `price` is `price 2`, unless a column has that name already. */
function numbered(names: readonly string[]): readonly string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; seen.has(free) || (free !== name && taken.has(free)); number++) free = `${name} ${number}`;
    seen.add(free);
    return free;
  });
}
