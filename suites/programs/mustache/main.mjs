/** Mustache: interpolation, sections, lambdas, partials, delimiters, white space, contexts and the messages of its errors. */
import mustache from '../../../node_modules/mustache/mustache.mjs';

const view = {
  title: 'Prices & <goods>',
  raw: '<b>bold</b>',
  items: [
    { name: 'Apple', price: 1.2, tags: ['red', 'round'] },
    { name: "O'Pear", price: 0, tags: [] },
    { name: 'Fig "dry"', price: 10.5, tags: ['`sweet`', 'a/b=c'] },
  ],
  taxed() {
    return (this.price * 1.19).toFixed(2);
  },
  shout: () => (text, render) => render(text).toUpperCase(),
  deep: { a: { b: { c: 'found', f: () => 'called' } } },
  empty: [],
  zero: 0,
  no: false,
  nil: null,
};
const partials = { row: '* {{name}}: {{taxed}}\n{{#tags}}\n  - {{.}}\n{{/tags}}\n', tree: '{{v}}{{#kids}}({{>tree}}){{/kids}}' };

const templates = [
  '{{title}} {{{title}}} {{&raw}} {{raw}} {{missing}}|',
  '{{#items}}\n{{>row}}\n{{/items}}{{^empty}}nothing\n{{/empty}}',
  '  {{>row}}\n',
  '{{deep.a.b.c}} {{deep.a.b.f}} {{deep.x.y}} {{#deep}}{{#a}}{{b.c}} {{title}}{{/a}}{{/deep}}',
  '{{#shout}}loud {{title}}{{/shout}}',
  '{{=<% %>=}}<% title %> {{title}}<%={{ }}=%> {{zero}} {{no}} {{nil}}',
  'a {{! a comment\nover lines }} b\n  {{! alone }}\nc',
  '{{#zero}}never{{/zero}}{{^zero}}zero{{/zero}} {{#title}}{{.}}{{/title}}',
  '| {{#no}}\n  gone\n | {{/no}}\n {{^no}} kept {{/no}} |\r\nend',
];
for (const template of templates) {
  console.log(mustache.render(template, view, partials));
  console.log(JSON.stringify(mustache.parse(template)));
}
console.log(
  mustache.render(
    '{{>tree}}',
    {
      v: 1,
      kids: [
        { v: 2, kids: [{ v: 3, kids: [] }] },
        { v: 4, kids: false },
      ],
    },
    partials,
  ),
);
console.log(
  mustache.render('[[x]] {{x}}', { x: '<' }, {}, ['[[', ']]']),
  mustache.render('{{x}}', { x: '<' }, {}, { escape: text => `!${text}!` }),
);

for (const template of ['{{#open}}', '{{/close}}', '{{#a}}{{/b}}', '{{unclosed', '{{=<%=}}', null]) {
  try {
    console.log(mustache.render(template, view));
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
}

const writer = new mustache.Writer();
const large = { rows: Array.from({ length: 200 }, (_, i) => ({ i, even: i % 2 === 0, cells: [i, i * i, `<${i}>`] })) };
const table = writer.render('{{#rows}}<tr{{#even}} class=even{{/even}}>{{#cells}}<td>{{.}}{{/cells}}\n{{/rows}}', large);
console.log(table.length, table.split('\n')[150]);
console.log(mustache.version, mustache.name, mustache.tags.join(' '));
