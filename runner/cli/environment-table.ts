/** Every environment variable that the command looks at, for the reference page. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  TEST262: 'folder or .tar.gz of the corpus, unless --test262 is given',
  SX_NO_CLONE: 'when set, no corpus is cloned; without one the in-repo slice is used',
  CI: 'no live progress, no writing of expectations, unexpected passes are errors',
  NO_COLOR: 'no colours (any value but the empty one)',
  FORCE_COLOR: 'colours although no terminal is there; 0 for none',
  TERM: 'dumb: no colours, no cursor movement',
  GITHUB_ACTIONS: 'true: annotations beside the table',
  GITHUB_STEP_SUMMARY: 'file for the step summary',
};
