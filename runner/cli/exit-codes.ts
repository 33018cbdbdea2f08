/** The exit codes: one table, printed by help and written into the reference. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  broken: 3,
  nothing: 4,
  interrupted: 130,
  terminated: 143,
} as const;

export const EXIT_MEANING: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: 'all as expected',
  unexpected: 'unexpected result, regression or failed gate',
  usage: 'wrong usage or configuration',
  broken: 'the tool or its environment broke: harness error, lost result, worker cannot start',
  nothing: 'nothing selected',
  interrupted: 'interrupted; the partial report is written',
  terminated: 'terminated; the partial report is written',
};
