// A language-model application through the whole loop: by how many percent did jobs change? It reads the answer from a passage of published
// figures. The provider is a local server that speaks OpenAI's protocol; everything else is what a service would use.
//
//   npx tsx examples/assistant.ts

import { createMemoryStore } from "golden-pipeline";
import { playAssistant } from "./assistant/play.js";
import { printStory } from "./assistant/story.js";

printStory(await playAssistant(createMemoryStore())); // createFileStore("assistant") of golden-pipeline/store keeps it
