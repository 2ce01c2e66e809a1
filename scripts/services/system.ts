/** Where a system puts what it installs, and how long it may go on. */
export interface InstallPlace {
  /** Outside the repository, kept between runs and shared by all systems. */
  readonly cache: string;
  /** Aborted when the time is over or the run is ended. */
  readonly signal: AbortSignal;
}

export interface StartPlace extends InstallPlace {
  /** A new, empty folder for data and logs, removed afterwards. */
  readonly folder: string;
}

/** What the tests are told of a running system: addresses, ports, paths of its tools. */
export type Facts = { readonly [name: string]: string | number };

export interface RunningSystem {
  readonly facts: Facts;
  /** Resolves when none of its processes is left. */
  stop(): Promise<void>;
}

/** A real system that adapters are tested against: how it is installed, started, awaited and stopped. */
export interface System {
  /** Also the folder of its tests: `test/services/<name>`. */
  readonly name: string;
  /** Core systems run by default, heavy ones by name or with `--all`. */
  readonly weight: "core" | "heavy";
  /** How long installing may take before the system is skipped. */
  readonly installSeconds: number;
  /** How long starting, testing and stopping may take together before the try has failed. */
  readonly seconds: number;
  /**
   * Brings what is missing.
   * @throws {NotInstalledError} it cannot be had here: the system is skipped.
   */
  install(place: InstallPlace): Promise<void>;
  /** Resolves once the system answers. */
  start(place: StartPlace): Promise<RunningSystem>;
}
