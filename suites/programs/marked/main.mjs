/** Marked renders a document that uses most of CommonMark and its extensions, then the same with options, a renderer and its tokens. */
import { Lexer, Marked, marked, Renderer, walkTokens } from '../../../node_modules/marked/lib/marked.esm.js';

const document = `Title with *emphasis*
===

A paragraph with **strong**, *em*, ***both***, \`code \\\` span\`, ~~gone~~ and a hard\\
break, an <b>inline</b> tag, an entity &copy; &lt;, a URL https://example.com/a?b=c&d=e, and <mail@example.com>.
Soft  
break. Escapes: \\*not em\\* 1\\. snake_case_word __init__ 2*3*4.

## Lists ##

- one
- two
  - nested
    continued

    second paragraph
  - [ ] open
  - [x] done
* other

3. three
4. four

   > quoted
   > - in a list
   lazy

### Code

    indented <code>
    	tab

\`\`\`js title="x"
const a = \`\${1 < 2}\`;
\`\`\`

~~~
tilde fence
~~~

| left | center | right |
|:-----|:------:|------:|
| a    | **b**  | \`c|\`  |
| \\|  |        | 3 |

> # Quote
> over
lines

> > deeper

***

![image *alt*](/i.png "title") [link](<a b> 'it''s') [ref][Ref] [ref] [nope] ![ref]

[ref]: https://example.com/ "Reference & title"

<div class="raw">
*not em*
</div>

<!-- comment -->

Setext two
---

Final “quotes” — ünïcode 中文 🙂 **中文**字 a*"b"*c.
`;

console.log(marked.parse(document));
console.log(marked.parse(document, { breaks: true, gfm: false, pedantic: true }));
console.log(marked.parseInline('just *inline* `code` [a](b)'));

const kinds = [];
const custom = new Marked({
  renderer: {
    heading({ tokens, depth }) {
      const text = this.parser.parseInline(tokens);
      return `<h${depth} id="${text.toLowerCase().replace(/[^\w]+/g, '-')}">${text}</h${depth}>\n`;
    },
    link: ({ href, text }) => `[${text} -> ${href}]`,
  },
  walkTokens: token => kinds.push(token.type),
  extensions: [
    {
      name: 'mark',
      level: 'inline',
      start: text => text.indexOf('=='),
      tokenizer(text) {
        const match = /^==([^=]+)==/.exec(text);
        return match ? { type: 'mark', raw: match[0], tokens: this.lexer.inlineTokens(match[1]) } : undefined;
      },
      renderer(token) {
        return `<mark>${this.parser.parseInline(token.tokens)}</mark>`;
      },
    },
  ],
});
console.log(custom.parse('# Big & *bold* Title\n\nSome ==marked *text*== and [a link](http://x.y).\n\n- a\n- b'));
console.log(kinds.join(' '));
console.log(JSON.stringify(new Lexer().lex(document)));
let total = 0;
walkTokens(marked.lexer(document), () => total++);
console.log(total, typeof Renderer.prototype.code);

const asynchronous = new Marked({
  async: true,
  walkTokens: async token => {
    await null;
    if (token.type === 'text') token.text += '!';
  },
});
console.log(await asynchronous.parse('wait *for* it'));
try {
  marked.parse(undefined);
} catch (error) {
  console.log(error.message);
}
