import type { Random } from "golden-pipeline";
import { chooser } from "../pandera/random-contract.js";

/** A field of a model of pydantic's, with values that it may be given, right and wrong ones. */
interface Field {
  /** As Python writes its type. */
  readonly type: string;
  readonly values: readonly unknown[];
  /** Whether it may be null; whether it may be left out. */
  readonly nullable: boolean;
  readonly omittable: boolean;
  readonly suffix: string;
}

export interface RandomModel {
  /** Python, of which the class `Model` is asked. */
  readonly source: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const texts = ["", "a", "ab", "abc", "Österreich", "x-1", "12", "😀", "1\n", "K"];
const times = [
  "2020-01-01T00:00:00Z",
  "2020-01-01T05:06:07.123+02:00",
  "2020-01-01 00:00:00",
  "2020-13-01T00:00:00Z",
  "now",
  "2020-01-01T24:00:00Z",
];
const ids = [
  "123e4567-e89b-12d3-a456-426614174000",
  "123e4567-e89b-12d3-a456",
  "",
  "zzze4567-e89b-12d3-a456-426614174000",
];

/** A type with what it may be given. @param depth How many lists and objects may still stand around one another. */
function plainField(
  random: Random,
  depth: number,
  classes: string[],
): { readonly type: string; readonly values: readonly unknown[] } {
  const pick = chooser(random);
  const strangers = [true, 3, 2.5, -1, "2", [1], {}, "text"];
  const others = [pick(strangers), pick(strangers)];
  const low = Math.floor(random() * 4) - 1;
  const limits = pick(["", `ge=${low}`, `gt=${low}, le=${low + 4}`, `lt=${low + 3}`, "multiple_of=2"]);
  const made: readonly (() => { readonly type: string; readonly values: readonly unknown[] })[] = [
    () => ({ type: `Annotated[int, Field(${limits})]`, values: [-2, -1, 0, 1, 2, 3, 4, 6, 2.5, ...others] }),
    () => ({ type: `Annotated[float, Field(${limits})]`, values: [-2, -0.5, 0, 0.5, 2, 3.5, 4, 6, 1e300, ...others] }),
    () => ({
      type: `Annotated[str, Field(${pick(["", "min_length=1", "max_length=2", "min_length=2, max_length=3"])})]`,
      values: [...texts, ...others],
    }),
    () => ({
      type: `Annotated[str, Field(pattern=r"${pick(["^a", "\\d+$", "^[a-z]{1,2}$", "^\\w+$", "(?i)^k", "^.$"])}")]`,
      values: [...texts, "٣", ...others],
    }),
    () => ({ type: "bool", values: [true, false, 0, 1, ...others] }),
    () => ({ type: "datetime", values: [...times, 3, true] }),
    () => ({ type: "date", values: ["2020-01-01", "2020-02-30", "2020-1-1", "", true] }),
    () => ({ type: "UUID", values: [...ids, 3] }),
    () => ({ type: "EmailStr", values: ["ann@example.org", "ann", "ann@", "a.b+c@example.co.uk", 3] }),
    () => ({ type: 'Literal["a", "ab", "😀"]', values: [...texts, ...others] }),
    () => ({ type: "Literal[1, 3]", values: [1, 3, 2, "1"] }),
    () => ({ type: 'Literal["a"]', values: [...texts, ...others] }),
    () => ({ type: "Kind", values: ["bus", "car", "BUS", "", 3] }),
    () => ({ type: "Any", values: strangers }),
  ];
  if (depth === 0 || random() < 0.6) return pick(made)();
  const inner = plainField(random, depth - 1, classes);
  const list = (): readonly unknown[] => Array.from({ length: Math.floor(random() * 4) }, () => pick(inner.values));
  const several = (of: () => unknown): readonly unknown[] => [...Array.from({ length: 5 }, of), pick(others), "text"];
  return pick([
    () => ({ type: `list[${inner.type}]`, values: several(list) }),
    () => ({ type: `Annotated[list[${inner.type}], Field(min_length=1, max_length=2)]`, values: several(list) }),
    () => ({
      type: `dict[str, ${inner.type}]`,
      values: several(() => ({ a: pick(inner.values), b: pick(inner.values) })),
    }),
    () => ({ type: `tuple[int, ${inner.type}]`, values: several(() => [pick([1, "2"]), ...list()]) }),
    () => ({ type: `Union[bool, ${inner.type}]`, values: [true, false, ...inner.values] }),
    () => {
      const name = `Inner${Math.floor(random() * 1e9)}`;
      const { source, row } = modelOf(random, name, depth - 1, classes, 2);
      classes.push(source);
      return { type: name, values: several(row) };
    },
  ])();
}

function fieldOf(random: Random, depth: number, classes: string[]): Field {
  const pick = chooser(random);
  const { type, values } = plainField(random, depth, classes);
  const anything = /^Any$|^Union.*Any/.test(type);
  return pick<() => Field>([
    () => ({ type, values, nullable: anything, omittable: false, suffix: "" }),
    () => ({ type: `Optional[${type}]`, values, nullable: true, omittable: true, suffix: " = None" }),
    () => ({ type: `Optional[${type}]`, values, nullable: true, omittable: false, suffix: "" }),
    () => ({
      type,
      values,
      nullable: anything,
      omittable: true,
      suffix: ` = ${type.startsWith("Annotated[int") ? "2" : "Field(default_factory=lambda: None)"}`,
    }),
  ])();
}

function modelOf(random: Random, name: string, depth: number, classes: string[], most: number) {
  const pick = chooser(random);
  const fields = Array.from(
    { length: 1 + Math.floor(random() * most) },
    (_, at) => [`f${at}`, fieldOf(random, depth, classes)] as const,
  );
  const extra = pick(["ignore", "forbid", "allow"]);
  const source = [
    `class ${name}(BaseModel):`,
    `    model_config = ConfigDict(extra="${extra}")`,
    ...fields.map(([field, { type, suffix }]) => `    ${field}: ${type}${suffix}`),
  ].join("\n");
  /** A column cannot tell null from what is left out, where the model can: such rows are not asked of columns. */
  const row = (asColumns = false): Readonly<Record<string, unknown>> =>
    Object.fromEntries([
      ...fields.flatMap(([field, { values, nullable, omittable }]) => {
        const both = nullable === omittable;
        if (random() < 0.15 && (!asColumns || both || omittable)) return [];
        if (random() < 0.15 && (!asColumns || both || nullable)) return [[field, null]];
        return [[field, pick(values)]];
      }),
      ...(random() < 0.1 ? [["stranger", 1]] : []),
    ]);
  return { source, row };
}

/** A model of random fields and rows for it, of which many are wrong in one way or another. */
export function randomModel(random: Random): RandomModel {
  const classes: string[] = [];
  const { source, row } = modelOf(random, "Model", 2, classes, 4);
  return {
    source: [...classes, source].join("\n"),
    rows: Array.from({ length: 12 }, () => row(true)),
  };
}
