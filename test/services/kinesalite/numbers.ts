import { contract } from "golden-pipeline/schema";
import { z } from "zod";

export const numbers = contract("numbers", z.object({ n: z.int(), _shard: z.string(), _sequence: z.string() }));
