import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CellType, Expectation } from "golden-pipeline/adapters/great-expectations";
import { factsOf } from "../facts-of.js";

/** A table as it is told to pandas: times are milliseconds. */
export interface Frame {
  readonly types: { readonly [column: string]: CellType };
  readonly columns: { readonly [column: string]: readonly unknown[] };
}

export interface Question {
  readonly frame: number;
  readonly expectation: Expectation;
  readonly format: string;
}

export interface Answer {
  readonly refused?: string;
  readonly success: boolean;
  readonly result: Readonly<Record<string, unknown>>;
  readonly raised: boolean;
}

const program = `import json, logging, sys, warnings
warnings.filterwarnings("ignore"); logging.disable(logging.CRITICAL)
import pandas as pd, great_expectations as gx
from great_expectations.core import ExpectationSuite
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False, "metric_calculations": False}
definition = context.data_sources.add_pandas("p").add_dataframe_asset("a").add_batch_definition_whole_dataframe("b")
dtypes = {"integer": "int64", "number": "float64", "boolean": "bool"}
def frame(given):
    columns = {}
    for name, values in given["columns"].items():
        type = given["types"][name]
        if type == "time": columns[name] = pd.to_datetime(pd.Series(values, dtype="float64"), unit="ms")
        else: columns[name] = pd.Series(values, dtype=dtypes.get(type, "object"))
    return pd.DataFrame(columns)
def raised(info):
    return info["raised_exception"] if "raised_exception" in info else True
asked = json.load(open(sys.argv[1]))
batches = [definition.get_batch({"dataframe": frame(given)}) for given in asked["frames"]]
def answer(question):
    given = question["expectation"]
    try: expectation = ExpectationConfiguration(type=given["type"], kwargs=given["kwargs"]).to_domain_obj()
    except Exception as error: return {"refused": str(error), "success": False, "result": {}, "raised": True}
    found = batches[question["frame"]].validate(expectation, result_format=question["format"]).to_json_dict()
    return {"success": found["success"], "result": found["result"], "raised": raised(found["exception_info"])}
def suite(given):
    kept = context.suites.add(ExpectationSuite(**given["suite"]))
    found = batches[given["frame"]].validate(kept, result_format="SUMMARY").to_json_dict()
    return {"types": [one["expectation_config"]["type"] for one in found["results"]], "statistics": found["statistics"],
            "success": found["success"], "results": [{"success": one["success"], "result": one["result"], "raised": raised(one["exception_info"])} for one in found["results"]]}
out = {"answers": [answer(question) for question in asked["questions"]], "suites": [suite(given) for given in asked["suites"]]}
json.dump(out, open(sys.argv[2], "w"))
`;

interface SuiteAnswer {
  readonly types: readonly string[];
  readonly success: boolean;
  readonly statistics: Readonly<Record<string, unknown>>;
  readonly results: readonly Answer[];
}

let count = 0;

/** Asks the real package, all at once, as starting it takes seconds. */
export function askReference(asked: {
  readonly frames: readonly Frame[];
  readonly questions?: readonly Question[];
  readonly suites?: readonly { readonly frame: number; readonly suite: unknown }[];
}): { readonly answers: readonly Answer[]; readonly suites: readonly SuiteAnswer[] } {
  const facts = factsOf("great-expectations");
  const [script, given, got] = ["ask.py", `asked-${count}.json`, `got-${count++}.json`].map((name) =>
    join(facts.text("folder"), name),
  );
  if (script === undefined || given === undefined || got === undefined) throw new Error("no folder");
  writeFileSync(script, program);
  writeFileSync(given, JSON.stringify({ questions: [], suites: [], ...asked }));
  execFileSync(facts.text("python"), [script, given, got], {
    env: { ...process.env, GX_ANALYTICS_ENABLED: "false", DO_NOT_TRACK: "1" },
    stdio: "pipe",
    timeout: 400_000,
  });
  // Python writes what is no number so.
  return JSON.parse(
    readFileSync(got, "utf8")
      .replace(/\bNaN\b/g, "null")
      .replace(/\bInfinity\b/g, "1e999"),
  );
}
