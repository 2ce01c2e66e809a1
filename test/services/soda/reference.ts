import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { factsOf } from "../facts-of.js";

export interface Question {
  /** The contract as YAML; its dataset is `memory/main/<table>`. */
  readonly yaml: string;
  readonly table: string;
  /** Columns with the types that DuckDB calls them by. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** What JSON cannot write stands as text, e.g. "NaN". */
  readonly rows: readonly (readonly unknown[])[];
  readonly now: string;
}

export interface ReferenceCheck {
  readonly check: string;
  readonly column: string | null;
  readonly outcome: string;
  readonly value: number | string | null;
}

export interface Answer {
  readonly checks: readonly ReferenceCheck[];
  readonly errors: string;
}

const program = `
import json, logging, os, sys
os.environ["SODA_TELEMETRY_DISABLED"] = "true"
import duckdb
from soda_core.common.yaml import ContractYamlSource
from soda_core.contracts.contract_verification import ContractVerificationSession
from soda_duckdb.common.data_sources.duckdb_data_source import DuckDBDataSourceImpl

connection = duckdb.connect(":memory:")
source = DuckDBDataSourceImpl.from_existing_cursor(connection, "memory")
quoted = lambda name: '"' + name.replace('"', '""') + '"'

def answer(question):
    logging.disable(logging.CRITICAL)
    columns = question["columns"]
    connection.execute("create table " + quoted(question["table"]) + " (" + ", ".join(quoted(one["name"]) + " " + one["type"] for one in columns) + ")")
    if question["rows"]:
        places = ", ".join("?" for _ in columns)
        connection.executemany("insert into " + quoted(question["table"]) + " values (" + places + ")", question["rows"])
    session = ContractVerificationSession.execute(contract_yaml_sources=[ContractYamlSource.from_str(question["yaml"])],
        data_source_impls=[source], data_timestamp=question["now"])
    connection.execute("drop table " + quoted(question["table"]))
    checks, errors = [], ""
    for result in session.contract_verification_results:
        errors += result.get_errors_str() or ""
        for one in result.check_results:
            value = one.threshold_value
            checks.append({"check": one.check.type, "column": one.check.column_name, "outcome": one.outcome.name,
                "value": value if value is None or isinstance(value, (int, float)) else str(value)})
    return {"checks": checks, "errors": errors}

json.dump([answer(question) for question in json.load(open(sys.argv[1]))], open(sys.argv[2], "w"))
`;

let count = 0;

/** Asks the real package, all at once, as starting it takes seconds. */
export function askReference(questions: readonly Question[]): readonly Answer[] {
  const facts = factsOf("soda");
  const fileOf = (name: string): string => join(facts.text("folder"), name);
  const [script, given, got] = [
    fileOf("ask-soda.py"),
    fileOf(`soda-asked-${count}.json`),
    fileOf(`soda-got-${count++}.json`),
  ];
  writeFileSync(script, program);
  writeFileSync(given, JSON.stringify(questions));
  execFileSync(facts.text("python"), [script, given, got], { stdio: "pipe", timeout: 500_000 });
  return JSON.parse(
    readFileSync(got, "utf8")
      .replace(/\bNaN\b/g, '"NaN"')
      .replace(/-?\bInfinity\b/g, '"infinite"'),
  );
}
