import { InvalidArgumentError } from "../../core/index.js";

/** Limits of SageMaker's API, of its service model (2017-07-24, in botocore 1.43). What breaks one is refused here, before anything is sent. */
export const limits = {
  name: 63,
  experimentName: 120,
  description: 1024,
  properties: 50,
  propertyKey: 128,
  propertyValue: 256,
  uri: 1024,
  containers: 15,
  image: 255,
  waitSeconds: 3600,
  executionSeconds: [600, 28_800],
  alarms: 10,
  alarmName: 255,
  canaryPercent: 50,
  linearPercent: [10, 50],
} as const;

const names = /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/;
const nameWords = (longest: number): string =>
  `1 to ${longest} letters, digits and hyphens, none of these at the beginning or end`;

/** Whether it may name a group, an endpoint, a variant, a model. */
export function isName(value: unknown, longest: number = limits.name): value is string {
  return typeof value === "string" && value.length <= longest && names.test(value);
}

/** @param what Reads on from "Expected", e.g. "the name of a model package group". @throws {InvalidArgumentError} it is no such name. */
export function checkName(place: string, what: string, value: unknown, longest: number = limits.name): string {
  if (isName(value, longest)) return value;
  throw new InvalidArgumentError(place, `${what} to be ${nameWords(longest)}`, value);
}

/** A rule for an option that is a name. */
export const nameRule = {
  expected: nameWords(limits.name),
  holds: (value: unknown): boolean => isName(value),
};

/** What properties and tags may hold. */
const propertyText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** @throws {InvalidArgumentError} it cannot be the metadata of a model package. */
export function checkProperties(place: string, properties: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(properties)) {
    if (!fits(key, limits.propertyKey))
      throw new InvalidArgumentError(
        place,
        `the name of a property to be 1 to ${limits.propertyKey} letters, digits, spaces and _ . : / = + - @`,
        key,
      );
    if (!fits(value, limits.propertyValue))
      throw new InvalidArgumentError(
        place,
        `the property ${key} to be 1 to ${limits.propertyValue} letters, digits, spaces and _ . : / = + - @`,
        value,
      );
  }
}

function fits(text: unknown, longest: number): boolean {
  return typeof text === "string" && text !== "" && text.length <= longest && propertyText.test(text);
}

/** Any text as a property takes it: other characters stand as `_`, what is too long is cut. Undefined of none. */
export function propertyValue(text: string): string | undefined {
  const clean = text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]+/gu, "_");
  const cut = clean.length <= limits.propertyValue ? clean : `${clean.slice(0, limits.propertyValue - 3)}...`;
  return cut === "" ? undefined : cut.replace(/[\ud800-\udbff](?=\.\.\.$)/, "");
}

/** Text of one line, at most so long as a description may be. */
export function description(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= limits.description ? line : `${line.slice(0, limits.description - 3)}...`;
}

/** An address in S3. */
export const s3Rule = {
  expected: `an address in S3, e.g. \`s3://models/blobs/\`, of at most ${limits.uri} characters`,
  holds: (value: unknown): boolean =>
    typeof value === "string" && /^s3:\/\/[^/\s]+\/\S*$/.test(value) && value.length + 71 <= limits.uri,
};
