import { checkArguments, checkOptions, checkPort, option } from "../core/house.js";
import type { ModelProfile } from "../model/index.js";
import type { Detector, Finding, WatchedWindow } from "../ports/index.js";
import { deepStrictEqual, ok, shown, strictEqual } from "./assertions.js";
import { type Check, makes, saying } from "./check.js";
import { detectorWorld } from "./detector-world.js";

export interface DetectorChecksOptions {
  /** What the detector shall be quiet about and find. @default a yes/no model with five inputs, in whose broken windows everything is wrong */
  readonly world?: {
    readonly reference: ModelProfile;
    window(seed: number, options: { readonly broken: boolean; readonly rows: number }): WatchedWindow;
  };
  /** Windows like the reference of which at most a tenth may raise an alarm. @default 60 */
  readonly windows?: number;
  /** Requests of each. @default 1500 */
  readonly rows?: number;
}

/**
 * The contract of a `Detector`: it is pure and speaks JSON, has names that stay, decides nothing on too little data, is quiet on resamples of
 * the reference and finds what is broken.
 * @example
 * for (const { name, run } of detectorChecks(() => inputDrift())) it(name, run);
 */
export function detectorChecks(create: () => Detector, options: DetectorChecksOptions = {}): Generator<Check> {
  checkArguments("detector checks", { create }, { create: makes("a detector") });
  checkOptions("detector checks", options, { world: option.noun, windows: option.count, rows: option.count });
  return saying(checksOfDetector(create, options));
}

function* checksOfDetector(make: () => Detector, options: DetectorChecksOptions): Generator<Check> {
  const { windows = 60, rows = 1500 } = options;
  const create = (): Detector => {
    const detector = make();
    checkPort("detector checks", "create", detector, ["check"]);
    return detector;
  };
  let made: ReturnType<typeof detectorWorld> | undefined;
  const world = () => {
    made ??= options.world ?? detectorWorld();
    return made;
  };
  const find = (seed: number, broken: boolean, count = rows): readonly Finding[] => {
    const { reference, window } = world();
    return create().check({ reference, window: window(seed, { broken, rows: count }) });
  };
  const alarms = (findings: readonly Finding[]): readonly string[] =>
    findings.filter(({ status }) => status === "drift").map(({ check }) => check);

  yield {
    name: "states its specification version and a name of lower-case words",
    async run() {
      const { specificationVersion, id } = create();
      strictEqual(specificationVersion, "v1");
      ok(
        /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id),
        `expected an \`id\` of lower-case words joined by \`-\`, got ${shown(id)}`,
      );
    },
  };
  yield {
    name: "gives the same findings again, from JSON too, and changes nothing it is given",
    async run() {
      const compared = { reference: world().reference, window: world().window(1, { broken: true, rows }) };
      const before = JSON.stringify(compared);
      const found = create().check(compared);
      strictEqual(JSON.stringify(compared), before, "what it was given, afterwards");
      deepStrictEqual(create().check(JSON.parse(before)), found, "findings of the same window, read from JSON");
    },
  };
  yield {
    name: "finds what plain JSON can say, with finite numbers and a sentence for each check, named once",
    async run() {
      for (const broken of [true, false]) {
        const found = find(2, broken);
        ok(found.length > 0, `expected findings of a window of ${rows} requests, got none`);
        strictEqual(new Set(found.map(({ check }) => check)).size, found.length, "different names of its findings");
        for (const { check, message, status, numbers } of found) {
          ok(
            check !== "" && message !== "" && !message.includes("NaN"),
            `expected a name and a sentence without NaN, got ${shown({ check, message })}`,
          );
          ok(
            ["ok", "drift", "insufficient-data"].includes(status),
            `expected status ok, drift or insufficient-data of ${check}, got ${shown(status)}`,
          );
          for (const [name, value] of Object.entries(numbers))
            ok(
              value === undefined || Number.isFinite(value),
              `expected a finite number for ${name} of ${check}, got ${shown(value)}`,
            );
        }
      }
    },
  };
  yield {
    name: "names its checks alike in every window",
    async run() {
      const names = (findings: readonly Finding[]) => findings.map(({ check }) => check).sort();
      deepStrictEqual(names(find(3, true)), names(find(3, false)), "names of its checks in a broken window");
      deepStrictEqual(
        names(find(3, true, 3)),
        names(find(3, false)),
        "names of its checks in a window of three requests",
      );
    },
  };
  yield {
    name: "decides nothing on too little data, and says so",
    async run() {
      for (const count of [1, 3, 8]) {
        const found = find(4, true, count);
        ok(
          found.length > 0 && found.every(({ status }) => status === "insufficient-data"),
          `expected only insufficient-data of ${count} requests, got ${shown(found)}`,
        );
      }
    },
  };
  yield {
    name: "is quiet on windows like the reference: at most one in ten raises an alarm",
    async run() {
      const raised = Array.from({ length: windows }, (_, seed) => alarms(find(seed + 100, false)));
      const noisy = raised.filter((checks) => checks.length > 0);
      ok(
        noisy.length <= windows / 10,
        `expected alarms in at most ${Math.floor(windows / 10)} of ${windows} windows like the reference, got them in ${noisy.length}: ${shown([...new Set(noisy.flat())])}`,
      );
    },
  };
  yield {
    name: "finds a window in which everything is broken",
    async run() {
      for (const seed of [5, 6, 7])
        ok(alarms(find(seed, true)).length > 0, `expected a drift of a broken window, got ${shown(find(seed, true))}`);
    },
  };
}
