import { shown } from "./assertions.js";

/** What was called last of an implementation under check, and what came of it. */
export interface LastCall {
  /** E.g. `append("log", 1, [ "line 1" ]), which gave true`; undefined before the first. */
  told(): string | undefined;
}

type Members = Readonly<Record<PropertyKey, unknown>>;

/** Watches calls of what a check is given: its ports, and those that its functions open again. All else stays as it is. */
export function watchCalls<Checked extends object>(checked: Checked): { readonly watched: Checked } & LastCall {
  let last: { readonly call: string; outcome: string } | undefined;

  function tell(name: string, given: readonly unknown[], work: () => unknown): unknown {
    const call: NonNullable<typeof last> = {
      call: `${name}(${given.map((one) => shown(one, 80)).join(", ")})`,
      outcome: "is still going on",
    };
    last = call;
    const threw = (error: unknown): never => {
      call.outcome = `threw ${shown(error, 160)}`;
      throw error;
    };
    const gave = (value: unknown): unknown => {
      call.outcome = `gave ${shown(value, 160)}`;
      return value;
    };
    let value: unknown;
    try {
      value = work();
    } catch (error) {
      return threw(error);
    }
    return value instanceof Promise ? value.then(gave, threw) : gave(value);
  }

  /** A stand-in whose calls are watched. Its target is empty, as a frozen one may not be told otherwise. */
  function standIn<T extends object>(real: T, member: (name: PropertyKey, value: unknown) => unknown): T {
    return new Proxy(Object.create(Object.getPrototypeOf(real)) as T, {
      get: (_, name) => member(name, Reflect.get(real, name, real)),
      has: (_, name) => Reflect.has(real, name),
      ownKeys: () => Reflect.ownKeys(real),
      getOwnPropertyDescriptor(_, name) {
        const own = Reflect.getOwnPropertyDescriptor(real, name);
        return (
          own && {
            configurable: true,
            enumerable: own.enumerable === true,
            writable: false,
            value: member(name, Reflect.get(real, name, real)),
          }
        );
      },
    });
  }

  function port<T extends object>(real: T, within = ""): T {
    return standIn(real, (name, value) => {
      if (typeof value === "function")
        return (...given: readonly unknown[]) =>
          tell(`${within}${String(name)}`, given, () => Reflect.apply(value, real, given));
      return isBlobs(value) ? port(value, `${String(name)}.`) : value;
    });
  }

  const watched = standIn(checked, (_, value) => {
    if (isPort(value)) return port(value);
    if (typeof value !== "function") return value;
    return (...given: readonly unknown[]) => {
      const made: unknown = Reflect.apply(value, checked, given);
      const opened = (one: unknown): unknown => (isPort(one) ? port(one) : one);
      return made instanceof Promise ? made.then(opened) : opened(made);
    };
  });
  return { watched, told: () => last && `${last.call}, which ${last.outcome}` };
}

/** Ports state their version, and a store is made of logs and blobs. */
function isPort(value: unknown): value is object & Members {
  return (
    typeof value === "object" &&
    value !== null &&
    ("specificationVersion" in value || ("blobs" in value && "logs" in value))
  );
}

function isBlobs(value: unknown): value is object {
  return typeof value === "object" && value !== null && "put" in value && "get" in value;
}
