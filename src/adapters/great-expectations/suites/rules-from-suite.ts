import { checkArguments, option } from "../../../core/house.js";
import { InvalidArgumentError } from "../../../core/index.js";
import type { NotExpressed } from "../../../ports/house.js";
import { condition, type ExpressionNode } from "../../../schema/house.js";
import type { Columns, Condition } from "../../../schema/index.js";
import type { Expectation } from "../expectation.js";
import { type ColumnNode, expectationNode } from "./expectation-node.js";
import type { ExpectationSuite } from "./expectation-suite.js";

export interface SuiteRules {
  /** For the options of `contract()`: a rule for each expectation of single rows. */
  readonly rules: <Row>(row: Columns<Row>) => Readonly<Record<string, Condition>>;
  /** For the options of `contract()`: the largest share of missing values by column, of `expect_column_values_to_not_be_null` with `mostly`. */
  readonly missing: { readonly [column: string]: number };
  /** What only `evaluateSuite` can tell: figures of whole columns, shares of rows. */
  readonly notExpressed: readonly NotExpressed[];
}

/**
 * The expectations of a suite that a contract can say of each row, as its rules.
 * @example const { rules, missing, notExpressed } = rulesFromSuite(readSuite(json)); contract("trips", schema, { rules, missing });
 * @throws {InvalidArgumentError} when the contract is made: it lacks a column of the suite, or has it of a type that cannot be compared so.
 */
export function rulesFromSuite(suite: ExpectationSuite): SuiteRules {
  checkArguments(
    "great-expectations",
    { suite },
    { suite: option.having("a suite, as `readSuite` gives it", "name", "expectations") },
  );
  const missing: Record<string, number> = {};
  const notExpressed: NotExpressed[] = [];
  const rows: { readonly name: string; readonly node: (column: ColumnNode) => ExpressionNode }[] = [];
  for (const expectation of suite.expectations) {
    const { type, kwargs = {} } = expectation;
    const { mostly, column } = kwargs;
    if (
      type === "expect_column_values_to_not_be_null" &&
      typeof mostly === "number" &&
      mostly < 1 &&
      typeof column === "string"
    ) {
      missing[column] = 1 - mostly;
      continue;
    }
    const node = expectationNode(expectation);
    if (typeof node === "string") notExpressed.push({ what: nameOf(expectation), why: node });
    else rows.push({ name: nameOf(expectation), node });
  }
  return {
    missing,
    notExpressed,
    rules(row) {
      const columns: Readonly<Record<string, { readonly node: ExpressionNode } | undefined>> = { ...(row as object) };
      const nodeOf: ColumnNode = (name) => {
        const node = columns[name]?.node;
        if (node === undefined)
          throw new InvalidArgumentError(
            "great-expectations",
            `a contract with the column ${name} of suite ${suite.name}`,
            Object.keys(columns),
          );
        return node;
      };
      const found: Record<string, Condition> = {};
      for (const { name, node } of rows) {
        let free = name;
        for (let at = 2; Object.hasOwn(found, free); at++) free = `${name} ${at}`;
        found[free] = condition(node(nodeOf));
      }
      return found;
    },
  };
}

/** What an expectation says, in words: of `expect_column_values_to_be_between` and fare, "fare values to be between". */
function nameOf({ type, kwargs = {} }: Expectation): string {
  const list = Array.isArray(kwargs.column_list) ? kwargs.column_list : [];
  const columns = [kwargs.column, kwargs.column_A, kwargs.column_B, ...list].filter((name) => typeof name === "string");
  const words = type.replace(/^expect_(column_|multicolumn_|table_)?/, "").replaceAll("_", " ");
  return [...columns, words].join(" ");
}
