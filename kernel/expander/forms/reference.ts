/** The reference page of the special forms, made from their table so that it cannot disagree with it. */
import type { FormRow } from './row.ts';
import { FORM_FAMILIES } from './table.ts';

const INTRODUCTION = `# Special forms

Generated from the table of forms. A form that is not as its shape says is a condition of kind "syntax" with the place of the mistake. In a
shape \`x?\` may be missing, \`x…\` may be repeated or missing, \`[a b]…\` is repeated in whole groups, and \`a|b\` is either. Some words have a meaning:

* \`name\`, \`label\`, \`type\`, \`constructor\`, \`field\` and the like: a symbol; \`'else\`: the word itself, or \`:else\`; \`none\`: \`false\` or \`nil\`
* \`bindings\`: \`((name value)…)\`, where \`(name)\` and \`name\` stand for \`(name nil)\`, or flat, \`(name value …)\`
* \`params\`: a list of required names, then \`&optional\` with \`name\` or \`(name default)\`, then \`&rest name\`; \`&lenient\` drops extra arguments and
  makes missing ones nil; a name instead of the list takes all arguments. \`(name :as type)\` is a name with a remark.
* any other word: any datum

Forms are built in: they cannot be redefined, and no variable of the same name hides them at the head of a list.
`;

export function formReference(): string {
  const lines = [INTRODUCTION];
  for (const [title, rows] of FORM_FAMILIES) {
    lines.push(`## ${title}`, '');
    // Names that begin with % are for the expander's own use.
    for (const row of rows) if (!row.name.startsWith('%')) lines.push(...entry(row), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function entry({ name, syntax, doc, example, value }: FormRow): string[] {
  return [`### \`${name}\``, '', '```', ...syntax.split(' or '), '```', '', doc, '', '```', example, `⇒ ${value}`, '```'];
}
