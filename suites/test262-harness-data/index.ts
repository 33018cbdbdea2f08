/** Entry of the package: where the corpus is and what it holds. */
export { type CorpusIndex, type IndexedTest, indexCorpus, type IndexStore } from './corpus-index.ts';
export { type Corpus, locateCorpus, type LocateRequest, type Located } from './locate.ts';
export { PINNED_COMMIT, REPOSITORY } from './pin.ts';
