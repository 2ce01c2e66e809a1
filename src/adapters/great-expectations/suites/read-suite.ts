import { membersOf } from "../../../core/house.js";
import { InvalidArgumentError } from "../../../core/index.js";
import type { Expectation, Keywords } from "../expectation.js";
import type { ExpectationSuite } from "./expectation-suite.js";

/**
 * A suite from its JSON, also from the file of a release before 1.0, which called its parts by other names.
 * @param json Text, or what was parsed of it.
 * @throws {InvalidArgumentError} it is no suite; the message names what is missing.
 */
export function readSuite(json: unknown): ExpectationSuite {
  const given = objectOf(typeof json === "string" ? parse(json) : json, "a suite");
  const name = given.name ?? given.expectation_suite_name;
  if (typeof name !== "string") throw refuse("a suite with a name", given.name);
  if (!Array.isArray(given.expectations)) throw refuse(`expectations as a list in suite ${name}`, given.expectations);
  const parameters = given.suite_parameters ?? given.evaluation_parameters;
  return {
    name,
    expectations: given.expectations.map((expectation, at) =>
      readExpectation(expectation, `expectation ${at + 1} of suite ${name}`),
    ),
    ...(typeof given.id === "string" && { id: given.id }),
    suite_parameters:
      parameters === undefined || parameters === null ? {} : objectOf(parameters, `parameters of suite ${name}`),
    meta: given.meta === undefined || given.meta === null ? {} : objectOf(given.meta, `meta of suite ${name}`),
    notes: given.notes ?? null,
  };
}

function readExpectation(json: unknown, place: string): Expectation {
  const given = objectOf(json, place);
  const type = given.type ?? given.expectation_type;
  if (typeof type !== "string") throw refuse(`a type in ${place}`, type);
  const { expectation_type: _, ...others } = given;
  return { ...others, type, kwargs: objectOf(given.kwargs ?? {}, `kwargs of ${place}`), meta: given.meta ?? {} };
}

/** Python writes numbers that JSON has not. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/([[,:]\s*-?)Infinity(?=\s*[\],}])/g, "$11e999"));
  } catch (error) {
    throw new InvalidArgumentError(
      "great-expectations",
      "a suite as JSON",
      text,
      error instanceof Error ? error.message : undefined,
    );
  }
}

function objectOf(value: unknown, place: string): Keywords {
  return membersOf("great-expectations", value, `an object as ${place}`);
}

function refuse(expected: string, got: unknown): InvalidArgumentError {
  return new InvalidArgumentError("great-expectations", expected, got);
}
