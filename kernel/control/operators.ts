/** The control operators: number (for the CEK, which performs them itself) and arity, by the name in `procedure.control`. */
export enum Control {
  /** A `control` procedure that this engine does not know: called like any host procedure. */
  Host,
  Raise,
  RaiseContinuable,
  Reraise,
  Error,
  CallCC,
  CallEC,
  DynamicWind,
  WithExceptionHandler,
  HandlerBind,
  Reset,
  Shift,
  Perform,
  Apply,
  Values,
  CallWithValues,
  Parameterize,
  GeneratorResume,
  Force,
  /** Continuation procedures; their datum is the continuation. */
  Continuation,
  Composable,
  /** Goes on with a migration. */
  Adopt,
  /** What stands in the place of the call that a moved frame waits for; its datum is the migration. */
  Adopted,
  /** Jumps out of a promoted loop; its datum are the exits. */
  Exit,
}

interface Row {
  op: Control;
  min: number;
  /** -1: no limit. */
  max: number;
}

export const CONTROLS: Readonly<Record<string, Row>> = {
  '%reraise': { op: Control.Reraise, min: 1, max: 1 },
  raise: { op: Control.Raise, min: 1, max: 1 },
  'raise-continuable': { op: Control.RaiseContinuable, min: 1, max: 1 },
  error: { op: Control.Error, min: 1, max: -1 },
  'call/cc': { op: Control.CallCC, min: 1, max: 1 },
  'call/ec': { op: Control.CallEC, min: 1, max: 1 },
  'dynamic-wind': { op: Control.DynamicWind, min: 3, max: 3 },
  'with-exception-handler': { op: Control.WithExceptionHandler, min: 2, max: 2 },
  '%handler-bind': { op: Control.HandlerBind, min: 2, max: 2 },
  '%reset': { op: Control.Reset, min: 1, max: 1 },
  '%shift': { op: Control.Shift, min: 1, max: 1 },
  perform: { op: Control.Perform, min: 1, max: 1 },
  apply: { op: Control.Apply, min: 1, max: -1 },
  values: { op: Control.Values, min: 0, max: -1 },
  'call-with-values': { op: Control.CallWithValues, min: 2, max: 2 },
  '%parameterize': { op: Control.Parameterize, min: 3, max: 3 },
  'generator-resume!': { op: Control.GeneratorResume, min: 3, max: 3 },
  force: { op: Control.Force, min: 1, max: 1 },
};
