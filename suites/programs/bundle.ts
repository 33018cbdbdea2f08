/**
 * Joins a CommonJS driver and the package files it requires into one script. Receives the path of the driver; the text it answers has a
 * prelude with `module`, `exports` and `require`, then every file as it was published inside a function of its own, and runs alike on Node
 * and on `sx js`. Only calls of `require` with a literal are followed. Packages of Node itself are left out: requiring one throws, as a
 * package with a fallback expects.
 */
import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';

const REQUIRE = /\brequire\(\s*(['"])([^'"\n]+)\1\s*\)/g;
const READ_TEXT = /\brequire\.text\(\s*(['"])([^'"\n]+)\1\s*\)/g;

interface ModuleFile {
  source: string;
  /** Specifier to the path of what it means in this file. */
  links: Record<string, string>;
}

export interface Bundle {
  /** Where names in the bundle start. */
  root: string;
  driver: string;
}

/** One script; its files are named by their paths below `root`, so that the text is the same on every machine. */
export function bundle({ root, driver }: Bundle): string {
  const files = new Map<string, ModuleFile>();
  const texts = new Map<string, string>();
  const nameOf = (file: string) => path.relative(root, file).split(path.sep).join('/');
  const add = (file: string): string => {
    const name = nameOf(file);
    if (files.has(name)) return name;
    const module: ModuleFile = { source: readFileSync(file, 'utf8'), links: {} };
    files.set(name, module);
    for (const [, , specifier = ''] of module.source.matchAll(REQUIRE)) {
      const target = resolve(file, specifier);
      if (target !== undefined) module.links[specifier] = add(target);
    }
    for (const [, , specifier = ''] of module.source.matchAll(READ_TEXT)) {
      texts.set(specifier, readFileSync(createRequire(file).resolve(specifier), 'utf8'));
    }
    return name;
  };
  const main = add(driver);
  return [PRELUDE, ...[...files].map(definition), ...[...texts].map(textOf), `$run(${JSON.stringify(main)});\n`].join('\n');
}

/** File that a specifier means; undefined for what is not there, such as the examples in comments. */
function resolve(from: string, specifier: string): string | undefined {
  if (isBuiltin(specifier)) return undefined;
  try {
    return createRequire(from).resolve(specifier);
  } catch {
    return undefined;
  }
}

function definition([name, { source, links }]: [string, ModuleFile]): string {
  return `$files[${JSON.stringify(name)}] = { links: ${JSON.stringify(links)}, run: function (module, exports, require) {\n${source}\n} };`;
}

function textOf([specifier, text]: [string, string]): string {
  return `$texts[${JSON.stringify(specifier)}] = ${JSON.stringify(text)};`;
}

const PRELUDE = `var $files = Object.create(null), $texts = Object.create(null), $loaded = Object.create(null);
function $run(name) {
  if (name in $loaded) return $loaded[name].exports;
  var file = $files[name];
  var module = ($loaded[name] = { exports: {} });
  function require(specifier) {
    if (Object.prototype.hasOwnProperty.call(file.links, specifier)) return $run(file.links[specifier]);
    throw new Error('Cannot find module ' + specifier);
  }
  require.text = function (specifier) {
    return $texts[specifier];
  };
  file.run.call(module.exports, module, module.exports, require);
  return module.exports;
}
`;
