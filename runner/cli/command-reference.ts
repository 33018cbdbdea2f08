/** The command-line reference as Markdown, from the tables that the parser runs on. */
import { OUTCOME_MEANING } from '../../harness/outcome.ts';
import { describeReporters } from '../../reports/reporters/index.ts';
import { SUITES } from '../../suites/registry.ts';
import { COMMANDS, GROUP_TITLES } from './command-table.ts';
import { ENVIRONMENT } from './environment-table.ts';
import { EXIT, EXIT_MEANING } from './exit-codes.ts';
import { OPTION_TABLE, type OptionGroup, type OptionKey, type OptionSpec } from './option-table.ts';
import { referenceTable } from './reference-table.ts';

export function commandReference(): string {
  return [
    '# Command line',
    '',
    'Generated from the tables of the runner by `npm run docs`; do not edit.',
    '',
    '## Commands',
    '',
    referenceTable(
      ['command', 'what it does'],
      COMMANDS.map(each => [`\`${['sx', each.name, each.args].filter(part => part !== '').join(' ')}\``, each.what]),
    ),
    ...groups(),
    '## Suites',
    '',
    referenceTable(
      ['name', 'what'],
      Object.entries(SUITES).map(([name, { what }]) => [`\`${name}\``, what]),
    ),
    '## Reporters',
    '',
    referenceTable(
      ['name', 'what'],
      describeReporters().map(each => [`\`${each.name}\``, each.what]),
    ),
    '## Outcomes',
    '',
    referenceTable(
      ['outcome', 'meaning'],
      Object.entries(OUTCOME_MEANING).map(([name, meaning]) => [`\`${name}\``, meaning]),
    ),
    '## Environment',
    '',
    referenceTable(
      ['variable', 'meaning'],
      Object.entries(ENVIRONMENT).map(([name, meaning]) => [`\`${name}\``, meaning]),
    ),
    '## Exit codes',
    '',
    referenceTable(
      ['code', 'meaning'],
      Object.entries(EXIT).map(([name, code]) => [String(code), EXIT_MEANING[name as keyof typeof EXIT]]),
    ),
  ].join('\n');
}

function groups(): string[] {
  const keys = Object.keys(OPTION_TABLE) as OptionKey[];
  return (Object.keys(GROUP_TITLES) as OptionGroup[]).flatMap(group => {
    const rows = keys
      .filter(key => OPTION_TABLE[key].group === group)
      .map(key => {
        const spec = OPTION_TABLE[key] as OptionSpec<unknown>;
        const used = COMMANDS.filter(command => command.options.includes(key)).map(command => command.name);
        return [`\`${spec.flags}\``, spec.what, fallbackOf(spec), used.join(', ')];
      });
    return [`## Flags: ${GROUP_TITLES[group].toLowerCase()}`, '', referenceTable(['flag', 'what', 'default', 'commands'], rows)];
  });
}

function fallbackOf(spec: OptionSpec<unknown>): string {
  if (spec.fallbackText !== undefined) return spec.fallbackText;
  return typeof spec.fallback === 'string' || typeof spec.fallback === 'number' ? `\`${spec.fallback}\`` : '';
}
