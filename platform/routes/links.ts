/** What a page leads to: its links, sources and forms, as a visitor without JavaScript has them. */

export interface Form {
  method: string;
  target: string;
  /** Fields with what they hold; those that a person fills in are empty. */
  fields: Field[];
}

export interface Field {
  name: string;
  value: string;
  /** Hidden and chosen fields are sent as they are. */
  typed: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'" };

const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => ENTITIES[name] as string);

/** Attributes of a start tag, names in lower case. */
function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, quoted, single, bare] of tag.matchAll(/\s([\w:.-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g))
    found.set((name as string).toLowerCase(), decoded(quoted ?? single ?? bare ?? ''));
  return found;
}

/** Path and query of an address on the same site, seen from `page`; undefined for one elsewhere. */
export function onSite(address: string, page: string): string | undefined {
  const base = new URL(page, 'http://site.test');
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    return undefined;
  }
  return url.origin === base.origin ? url.pathname + url.search : undefined;
}

/** Targets of `href` and `src`, without twins, in their order. */
export function linksOf(html: string, page: string): string[] {
  const found = new Set<string>();
  for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi)) {
    const attributes = attributesOf(tag);
    for (const name of ['href', 'src']) {
      const address = attributes.get(name);
      const target = address === undefined ? undefined : onSite(address, page);
      if (target !== undefined) found.add(target);
    }
  }
  return [...found];
}

export function formsOf(html: string, page: string): Form[] {
  const forms: Form[] = [];
  for (const [, tag, inside] of html.matchAll(/(<form\b[^>]*>)(.*?)<\/form>/gis)) {
    const attributes = attributesOf(tag as string);
    const target = onSite(attributes.get('action') ?? page, page);
    if (target === undefined) continue;
    forms.push({ method: (attributes.get('method') ?? 'get').toUpperCase(), target, fields: fieldsOf(inside as string) });
  }
  return forms;
}

function fieldsOf(html: string): Field[] {
  const fields: Field[] = [];
  for (const [, tag, area] of html.matchAll(/(<(?:input|textarea|select|button)\b[^>]*>)([^<]*)/gi)) {
    const attributes = attributesOf(tag as string);
    const [name, type] = [attributes.get('name'), (attributes.get('type') ?? 'text').toLowerCase()];
    if (name === undefined) continue;
    if (/^<textarea/i.test(tag as string))
      fields.push({ name, value: decoded((area as string).replace(/^\n/, '')), typed: true });
    else if (type === 'checkbox' || type === 'radio') {
      if (attributes.has('checked')) fields.push({ name, value: attributes.get('value') ?? 'on', typed: false });
    } else fields.push({ name, value: attributes.get('value') ?? '', typed: !['hidden', 'submit', 'button'].includes(type) });
  }
  return fields;
}

/** The form as it is sent; `fill` says what a person types into an empty field. */
export function encoded(fields: readonly Field[], fill: (field: Field) => string): string {
  return new URLSearchParams(
    fields.map((field): [string, string] => [field.name, field.typed && field.value === '' ? fill(field) : field.value]),
  ).toString();
}
