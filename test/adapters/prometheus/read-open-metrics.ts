/** A family as it is read back. */
export interface ReadFamily {
  readonly name: string;
  readonly type: string;
  readonly unit: string | undefined;
  readonly help: string;
  readonly samples: {
    readonly name: string;
    readonly labels: { readonly [label: string]: string };
    readonly value: number;
  }[];
}

const string = String.raw`(?:[^"\\\n]|\\[n"\\])*`;
const number = String.raw`[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?|NaN|[-+]Inf`;
const header = new RegExp(`^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (${string})$`);
const label = `[a-zA-Z_][a-zA-Z0-9_]*="${string}"`;
const sample = new RegExp(String.raw`^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(${label}(?:,${label})*)?\})? (${number})$`);

/** Reads OpenMetrics 1.0 text of counters and gauges by the specification's grammar and its rules; throws at the first line that breaks one. */
export function readOpenMetrics(text: string): readonly ReadFamily[] {
  if (!text.endsWith("# EOF\n")) throw new Error("does not end with # EOF");
  const families: {
    name: string;
    type: string;
    unit: string | undefined;
    help: string;
    samples: ReadFamily["samples"];
  }[] = [];
  const names = new Set<string>();
  for (const line of text.slice(0, -"# EOF\n".length).split("\n").slice(0, -1)) {
    const fail = (why: string): never => {
      throw new Error(`${why}: ${JSON.stringify(line)}`);
    };
    const [, kind, name = "", rest = ""] = header.exec(line) ?? [];
    const open = families.at(-1);
    if (kind === "TYPE") {
      if (names.has(name)) fail("a family comes twice");
      for (const taken of rest === "counter" ? [name, `${name}_total`, `${name}_created`] : [name]) {
        if (names.has(taken)) fail("a name is taken");
        names.add(taken);
      }
      families.push({ name, type: rest, unit: undefined, help: "", samples: [] });
    } else if (kind !== undefined) {
      if (open?.name !== name || open.samples.length > 0)
        return fail("metadata of another family, or after its samples");
      if (kind === "HELP") open.help = unescaped(rest);
      else if (name.endsWith(`_${rest}`) && open.help === "") open.unit = rest;
      else fail("a unit that is no suffix, or after the help");
    } else {
      const [, told = "", labels = "", value = ""] = sample.exec(line) ?? fail("no line of the grammar");
      if (open === undefined || told !== (open.type === "counter" ? `${open.name}_total` : open.name))
        return fail("a sample of another family");
      const read = Array.from(
        labels.matchAll(new RegExp(`([a-zA-Z0-9_]+)="(${string})"`, "g")),
        ([, key = "", said = ""]) => [key, unescaped(said)] as const,
      );
      if (new Set(read.map(([key]) => key)).size < read.length) fail("a label twice");
      const parsed = Number(value.replace("Inf", "Infinity"));
      if (open.type === "counter" && !(parsed >= 0)) fail("a counter below 0");
      open.samples.push({ name: told, labels: Object.fromEntries(read), value: parsed });
    }
  }
  return families;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, next) => (next === "n" ? "\n" : next));
}
