/**
 * Colour decisions in one place. A `Style` maps roles to text decorations; without colour every role is the identity, so that
 * reporters never ask whether they may.
 */
import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

export type Role = 'good' | 'bad' | 'warn' | 'dim' | 'strong';

export type Style = Readonly<Record<Role, (text: string) => string>>;

const FORMATS: Readonly<Record<Role, Format>> = { good: 'green', bad: 'red', warn: 'yellow', dim: 'dim', strong: 'bold' };

export function styleFor(colour: boolean): Style {
  const roles = Object.keys(FORMATS) as Role[];
  return Object.fromEntries(
    roles.map(role => [role, colour ? (text: string) => paint(FORMATS[role], text) : (text: string) => text]),
  ) as Style;
}

/** The decision was made by the caller, so the stream's own opinion is not asked. */
function paint(format: Format, text: string): string {
  return styleText(format, text, { validateStream: false } as never);
}
