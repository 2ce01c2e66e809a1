const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Words that turn a change negative. */
export const falling = set(
  "decline declines declined declining decrease decreases decreased decreasing drop drops dropped dropping fall falls fell fallen falling down loss losses lost lose reduction reductions reduced reduce contraction contracted shrank shrunk shrinkage dip dipped slump slumped plunge plunged slid slipped slip lower fewer less downturn",
);
export const rising = set(
  "grew grown rose risen increase increased increases growth up climbed jumped went gained rising grows rise higher",
);
export const negations = set(
  "not isn't wasn't aren't never neither nor n't cannot rather instead excluding except without",
);
/** Words of doubt in the sentence that answers. */
export const hedges = set(
  "maybe perhaps possibly probably presumably alternatively either might could may likely unlikely guess guessing seems seem appears unsure uncertain unclear doubtful conceivably supposedly arguably assuming hypothetically",
);
/** Doubts that reach back over sentences: `42. But I am not sure.` */
export const doubts = set("unsure uncertain guess guessing doubt");
export const reasons = set("because since given");
export const contextWords = set("in since during by until from fy year before after through ending ended fiscal");
export const comparisons = set("versus vs against compared relative from than");
