import { option } from "../core/house.js";
import type { TokenPrices } from "./chat-model.js";

const price = option.required(option.number({ minimum: 0 }));

export const pricesRule = option.object<TokenPrices>({ inputPerMillion: price, outputPerMillion: price });
