import type { Logger } from "./context.js";

function ignore(): void {}

/** Says nothing: the default. */
export const silentLog: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
