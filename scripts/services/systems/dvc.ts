import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";
import { moto } from "./moto.js";

const version = "3.67.1";
const environment = `dvc-${version}-s3`;

/** A command, and an S3 for its remotes. */
export const dvc: System = {
  name: "dvc",
  weight: "core",
  installSeconds: 600,
  seconds: 900,
  async install(place) {
    await installPython(place, environment, [`dvc[s3]==${version}`]);
    await moto.install(place);
  },
  async start(place) {
    const { facts, stop } = await moto.start(place);
    return { facts: { dvc: pythonProgram(place.cache, environment, "dvc"), s3: facts.url ?? "" }, stop };
  },
};
