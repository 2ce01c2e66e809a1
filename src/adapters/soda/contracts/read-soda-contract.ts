import { membersOf } from "../../../core/house.js";
import { InvalidArgumentError } from "../../../core/index.js";
import { loadYaml } from "../load-yaml.js";
import type { SodaContract } from "./soda-contract.js";
import { brokenRule, isSodaCheck } from "./soda-rules.js";

/**
 * A data contract of Soda 4 from its YAML. Variables (`${var.name}`) stay as they are written.
 * @param yaml Text, or what was parsed of it.
 * @throws {InvalidArgumentError} it is none; the message names the part.
 * @throws {SourceError} the package `yaml` is not installed.
 */
export async function readSodaContract(yaml: string | object): Promise<SodaContract> {
  const given = membersOf(
    "soda",
    typeof yaml === "string" ? await parse(yaml) : yaml,
    "a contract with dataset and columns",
  );
  const { dataset, columns, checks } = given;
  if (typeof dataset !== "string") throw refuse("the name of its dataset", dataset);
  if (!Array.isArray(columns)) throw refuse("a list of columns", columns);
  const names = new Set<unknown>();
  for (const [at, one] of columns.entries()) {
    const { name, checks: own, ...others } = membersOf("soda", one, `columns[${at}] to be an object`);
    if (typeof name !== "string" || names.has(name)) throw refuse(`columns[${at}].name, another for each column`, name);
    names.add(name);
    checkChecks(own, `columns[${at}].checks`);
    checkParts(others, `columns[${at}]`);
  }
  checkChecks(checks, "checks");
  return given as SodaContract;
}

async function parse(text: string): Promise<unknown> {
  const { parse: read } = await loadYaml();
  try {
    return read(text);
  } catch (error) {
    throw refuse("YAML", error instanceof Error ? error.message : text);
  }
}

function checkChecks(checks: unknown, place: string): void {
  if (checks === undefined || checks === null) return;
  if (!Array.isArray(checks) || checks.length === 0) throw refuse(`${place} to be a list of checks`, checks);
  for (const [at, check] of checks.entries()) {
    const [entry, ...others] = Object.entries(
      membersOf("soda", check, `${place}[${at}] to be a check with a colon behind its type`),
    );
    if (entry === undefined || others.length > 0) throw refuse(`${place}[${at}] to be one check`, Object.keys(check));
    const [type, body] = entry;
    if (!isSodaCheck(type)) throw refuse(`${place}[${at}] to be of a type that Soda knows`, type);
    if (body !== null)
      checkParts(membersOf("soda", body, `${place}[${at}].${type} to be an object`), `${place}[${at}].${type}`);
  }
}

/** Of the parts that are looked at, whether they are what they have to be; Soda's others stay as they are. */
function checkParts(parts: Readonly<Record<string, unknown>>, place: string): void {
  for (const [name, value] of Object.entries(parts)) {
    const expected = brokenRule(name, value);
    if (expected !== undefined) throw refuse(`${place}.${name} to be ${expected}`, value);
    if (name === "threshold" || name === "additional" || name.endsWith("between"))
      checkParts(membersOf("soda", value, `${place}.${name} to be an object`), `${place}.${name}`);
  }
}

function refuse(expected: string, got: unknown): InvalidArgumentError {
  return new InvalidArgumentError("soda", expected, got);
}
