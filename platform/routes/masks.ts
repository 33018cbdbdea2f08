/** For hosts that draw different lots: what each made up for itself is hidden before answers are compared. */
import type { Form } from './links.ts';
import type { Answer } from './visitor.ts';

const MASK = '«own»';
/** A shorter value is likely to stand somewhere else by accident. */
const SHORTEST = 8;

/** Hidden values of a form that look drawn. */
export function secretsOf(form: Form): string[] {
  return form.fields.filter(field => !field.typed && field.value.length >= SHORTEST).map(field => field.value);
}

export function masked({ status, headers, cookies, body }: Answer, secrets: readonly string[]): Answer {
  const long = [...new Set(secrets)].filter(secret => secret.length >= SHORTEST).sort((a, b) => b.length - a.length);
  const hide = (text: string): string => long.reduce((left, secret) => left.replaceAll(secret, MASK), text);
  return {
    status,
    headers: headers.map(([name, value]) => [name, hide(value)]),
    cookies: cookies.map(line => line.replace(/^([^=]+)=[^;]+/, `$1=${MASK}`)),
    body: Buffer.from(hide(body.toString('latin1')), 'latin1'),
  };
}
