/** Entry of the package: where the corpus is and what it holds. */
export { type CorpusIndex, type IndexedTest, type IndexStore, indexCorpus } from './corpus-index.ts';
export { type Corpus, type Located, type LocateRequest, locateCorpus } from './locate.ts';
export { PINNED_COMMIT, REPOSITORY } from './pin.ts';
