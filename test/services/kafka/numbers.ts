import { contract } from "golden-pipeline/schema";
import { z } from "zod";

export const numbers = contract("numbers", z.object({ n: z.int(), _partition: z.int(), _offset: z.int() }));
