import { InvalidArgumentError } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { coreSurfaces, coreWithout } from "./core.js";
import { flowSurfaces, flowWithout } from "./flow.js";
import { metricSurfaces } from "./metrics.js";
import { outerSurfaces, outerWithout } from "./outer.js";
import { functionsWithOptions } from "./public-options.js";
import { scorerSurfaces } from "./scorers.js";
import { servingSurfaces, servingWithout } from "./serving.js";
import { type Impossible, impossible, type Surface } from "./surface.js";

const surfaces = new Map<string, Surface>(
  Object.entries({
    ...coreSurfaces,
    ...metricSurfaces,
    ...scorerSurfaces,
    ...flowSurfaces,
    ...outerSurfaces,
    ...servingSurfaces,
  }),
);
/** Functions whose objects are no options, by why. */
const without = new Map<string, string>(
  Object.entries({ ...coreWithout, ...flowWithout, ...outerWithout, ...servingWithout }),
);
const found = functionsWithOptions();

describe("every public function that takes options", () => {
  it("stands in the table, or on the list of those whose objects are no options", () => {
    const names = found.map(({ name }) => name);
    expect({
      missing: names.filter((name) => !surfaces.has(name) && !without.has(name)),
      gone: [...surfaces.keys(), ...without.keys()].filter((name) => !names.includes(name)),
      twice: names.filter((name) => surfaces.has(name) && without.has(name)),
    }).toEqual({ missing: [], gone: [], twice: [] });
  });

  it.each(found.filter(({ name }) => surfaces.has(name)))(
    "refuses impossible numbers and unknown names: $door $name",
    async ({ name, numbers }) => {
      const surface = surfaces.get(name) as Surface;
      const valid = surface.valid ?? {};
      expect(await outcome(surface, valid), "the valid call").not.toBeInstanceOf(InvalidArgumentError);
      const accepted: string[] = [];
      for (const path of numbers.filter((path) => !isElsewhere(surface, path.join("."))))
        for (const [what, value] of Object.entries(impossible)) {
          const takes = takesIt(surface, path.join("."), what as Impossible);
          const refused = isRefusalOf(await outcome(surface, changed(valid, path, value)), path.at(-1) as string);
          if (refused === takes)
            accepted.push(`${path.join(".")}: ${what}${takes ? " is refused, against the table" : ""}`);
        }
      if (!isRefusalOf(await outcome(surface, { ...valid, notAnOption: 1 }), "notAnOption"))
        accepted.push("notAnOption");
      expect(accepted).toEqual([]);
    },
  );
});

function isRefusalOf(error: unknown, name: string): boolean {
  return error instanceof InvalidArgumentError && new RegExp(`\\b${name}\\b`).test(error.message);
}

/** What is thrown, at once or later; undefined when nothing is. */
async function outcome({ call }: Surface, options: object): Promise<unknown> {
  try {
    const result: unknown = await call(options as never);
    if (typeof result === "object" && result !== null && "next" in result) await (result as Generator).next();
    return undefined;
  } catch (error) {
    return error;
  }
}

function changed(options: object, [name = "", ...rest]: readonly string[], value: unknown): object {
  const own = (options as Readonly<Record<string, unknown>>)[name];
  return { ...options, [name]: rest.length === 0 ? value : changed((own as object) ?? {}, rest, value) };
}

function takesIt({ takes = {} }: Surface, path: string, what: Impossible): boolean {
  return Object.values(takes).some((paths) => paths[path]?.includes(what));
}

function isElsewhere({ elsewhere = {} }: Surface, path: string): boolean {
  return Object.values(elsewhere).some((paths) => paths.some((one) => path === one || path.startsWith(`${one}.`)));
}
