import type { Random } from "golden-pipeline";
import { pickOf, type Row } from "./random-contract.js";

export interface RandomQuestion {
  readonly schema: string;
  readonly rows: readonly Row[];
  readonly environment: string | undefined;
  readonly previous: readonly Row[] | undefined;
  readonly serving: readonly Row[] | undefined;
  readonly typeOf: (name: string) => string | undefined;
}

const required = "presence { min_fraction: 1 min_count: 1 }";
const single = "value_count { min: 1 max: 1 }";
const shape = "shape { dim { size: 1 } }";
const integerTime = "time_domain { integer_format: UNIX_SECONDS }";

/** A schema as people write it, with data that often fits. @param plain Only with what a contract can say of one row. */
export function randomQuestion(random: Random, plain = false): RandomQuestion {
  const pick = pickOf(random);
  const types = new Map<string, string>();
  const others = (...texts: readonly string[]): readonly string[] => (plain ? [] : texts);
  let schema = "# random\n";
  let compared = false;
  for (const name of ["a", "b", "c"].slice(0, pick(1, 2, 3))) {
    const type = pick("INT", "FLOAT", "BYTES");
    types.set(name, type);
    const domains: Readonly<Record<string, readonly [string, ...string[]]>> = {
      INT: ["", "int_domain { min: -2 max: 6 }", "int_domain < min: 0; >", ...others("bool_domain {}", integerTime)],
      FLOAT: [
        "float_domain { min: -2.5, max: 5 disallow_nan: true }",
        "float_domain { min: -3 max: inf disallow_nan: true disallow_inf: true }",
        "bool_domain {}",
        ...others("", "float_domain { max: 5 disallow_nan: true }", "int_domain { min: 1 }"),
      ],
      BYTES: [
        "",
        'domain: "kinds"',
        'string_domain { value: ["x", "y"] }',
        "bool_domain { true_value: \"x\" false_value: 'y' }",
        ...others(
          'domain: "kinds" distribution_constraints { min_domain_mass: 0.5 }',
          "unique_constraints { min: 2 max: 3 }",
          "int_domain { min: 0 }",
          'domain: "nowhere"',
        ),
      ],
    };
    const distance = pick("infinity_norm", "jensen_shannon_divergence", "normalized_abs_difference");
    const comparator =
      !plain && type === "BYTES" && random() < 0.5
        ? `${pick("drift", "skew")}_comparator { ${distance} { threshold: 0.2 } }`
        : "";
    compared ||= comparator !== "";
    schema += `feature {
  name: "${name}" type: ${pick(type, String(["BYTES", "INT", "FLOAT"].indexOf(type) + 1))}
  ${pick(single, `${required} ${pick(single, shape)}`, ...others(shape, `presence { min_fraction: 0.5 } ${pick(single, shape, "value_count { min: 1 }")}`, "presence { min_count: 2 } value_count { min: 1 max: 2 }", required))}
  ${pick(...(domains[type] ?? [""]))}
  ${pick("", "lifecycle_stage: PRODUCTION", ...others("", "", "lifecycle_stage: ALPHA", "deprecated: true", 'not_in_environment: "SERVING"', 'in_environment: "SERVING"'))}
  ${comparator}
}\n`;
  }
  schema += 'string_domain { name: "kinds" value: "x" value: "\\303\\266" value: "z" }\n';
  schema += 'default_environment: "TRAINING" default_environment: "SERVING"\n';
  if (!plain && random() < 0.2) schema += "dataset_constraints { min_examples_count: 4 }\n";
  // What is compared has values: of none, distances are no matter of the schema.
  const lists = plain || random() > 0.2 ? undefined : compared ? 1 : 0;
  const rowsOf = (): readonly Row[] =>
    Array.from({ length: 1 + Math.floor(random() * 8) }, () => randomRow(random, types, lists));
  // Wrong types are of whole columns: one column has one type there.
  const rows = rowsOf();
  const value = pick<unknown>("x", 4, 0.5);
  const wrong = random() < 0.1 ? pick("a", "b", "c") : undefined;
  return {
    schema,
    rows: wrong === undefined ? rows : rows.map((row) => ({ ...row, [wrong]: value })),
    environment: plain ? undefined : pick(undefined, undefined, "TRAINING", "SERVING"),
    previous: compared && random() < 0.7 ? rowsOf() : undefined,
    serving: compared && random() < 0.7 ? rowsOf() : undefined,
    typeOf: (name) => types.get(name),
  };
}

function randomRow(random: Random, types: ReadonlyMap<string, string>, fewest: number | undefined): Row {
  const pick = pickOf(random);
  const row: Record<string, unknown> = {};
  for (const [name, type] of types) {
    const value = (): unknown =>
      type === "BYTES"
        ? pick("x", "x", "y", "ö", "z")
        : type === "INT"
          ? Math.floor(random() * 9) - 1
          : pick<number>(
              0,
              1,
              1,
              0.5,
              4.25,
              -2.5,
              ...(random() < 0.2 ? [Number.NaN, Number.NEGATIVE_INFINITY, 9] : []),
            );
    if (random() < 0.1) row[name] = null;
    else
      row[name] =
        fewest === undefined ? value() : Array.from({ length: Math.max(fewest, Math.floor(random() * 3)) }, value);
  }
  return row;
}
