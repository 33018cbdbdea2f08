/** An error as reports show it: name, message, and where it was thrown. */
import type { CaseError } from '../harness/outcome.ts';

/** `file:line:column`; '' when it is not known. */
export function placeText({ at }: Pick<CaseError, 'at'>): string {
  return at === undefined ? '' : `${at.file}:${at.line}:${at.column}`;
}

export function errorText(error: CaseError): string {
  return withPlace(error, error.message === '' ? error.name : `${error.name}: ${error.message}`);
}

/** The same on one line. */
export function errorLine(error: CaseError): string {
  const message = error.message.split('\n', 1)[0];
  return withPlace(error, message === '' ? error.name : `${error.name}: ${message}`);
}

function withPlace(error: CaseError, text: string): string {
  const place = placeText(error);
  return place === '' ? text : `${text} (${place})`;
}
