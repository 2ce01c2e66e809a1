import type { Told } from "./told.js";
export async function writePages(_told: Told): Promise<void> {}
