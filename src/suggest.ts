import { distance } from "fastest-levenshtein";

/** Letters that may differ in a word that was meant. */
const MOST_TYPOS = 2;

/** The known word that a misspelt one was meant to be; undefined where none is near. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const plain = word.toLowerCase();
  const near = known
    .map((each) => ({ each, typos: distance(plain, each.toLowerCase()) }))
    .filter(({ each, typos }) => typos <= MOST_TYPOS && typos < each.length / 2)
    .sort((a, b) => a.typos - b.typos);
  return near[0]?.each;
}

/** 'Did you mean "postgres"? ', to be put before a hint; nothing where no word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = closest(word, known);
  return meant === undefined ? "" : `Did you mean "${meant}"? `;
}
