import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.js";

export default mergeConfig({ resolve: base.resolve }, defineConfig({ test: { include: ["**/*.test.ts"] } }));
