import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Members = Readonly<Record<string, unknown>>;

/** One test definition of Great Expectations. */
export interface Case {
  readonly family: string;
  readonly type: string;
  readonly title: string;
  /** Lists of values by column, or several tables for an expectation that compares them. */
  readonly data: Members | readonly Table[];
  /** What pandas is told of the columns. */
  readonly types: { readonly [column: string]: string };
  readonly given: Members;
  readonly expected: Members;
  /** Whether `expected` is a whole result, of which every member that both have is equal. */
  readonly exact: boolean;
  readonly tolerance: number;
  readonly error: string | undefined;
  readonly onlyFor: readonly string[];
  readonly suppressedFor: readonly string[];
}

export interface Table {
  readonly dataset_name: string;
  readonly data: Members;
}

interface Definition {
  readonly expectation_type: string;
  readonly datasets: readonly {
    readonly data: Case["data"];
    readonly schemas?: { readonly pandas?: { readonly [column: string]: string } };
    readonly only_for?: readonly string[];
    readonly suppress_test_for?: readonly string[];
    readonly tests: readonly {
      readonly title: string;
      readonly in: Members;
      readonly out?: Members;
      readonly error?: { readonly traceback_substring?: string };
      readonly exact_match_out?: boolean;
      readonly tolerance?: number;
      readonly only_for?: readonly string[];
      readonly suppress_test_for?: readonly string[];
    }[];
  }[];
}

/** All cases of a folder of fixtures. */
export function readCases(folder: string): readonly Case[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .sort()
    .flatMap((path) => {
      const definition: Definition = JSON.parse(readFileSync(join(folder, path), "utf8"));
      const [family = ""] = path.split(/[\\/]/);
      return casesOf(definition, family);
    });
}

function casesOf({ expectation_type: type, datasets }: Definition, family: string): readonly Case[] {
  return datasets.flatMap(({ data, schemas, only_for, suppress_test_for, tests }) =>
    tests.map((test) => ({
      family,
      type,
      title: test.title,
      data,
      types: schemas?.pandas ?? {},
      given: test.in,
      expected: test.out ?? {},
      exact: test.exact_match_out === true,
      tolerance: test.tolerance ?? 0,
      error: test.error?.traceback_substring,
      onlyFor: test.only_for ?? only_for ?? [],
      suppressedFor: [...(test.suppress_test_for ?? []), ...(suppress_test_for ?? [])],
    })),
  );
}
