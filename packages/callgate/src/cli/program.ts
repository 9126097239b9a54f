import { Command } from 'commander';
import { addCheck } from './commands/check.ts';
import { addDiff } from './commands/diff.ts';
import { addKeygen } from './commands/keygen.ts';
import { addManifest } from './commands/manifest.ts';
import { addReport } from './commands/report.ts';
import { addTransform } from './commands/transform.ts';
import { addExamples } from './options.ts';
import { createPalette, hasColors } from './terminal.ts';
import { version } from './version.ts';

const bold = createPalette(true).bold;

/** The command line: all commands, their options and their help. */
export function createProgram(): Command {
  const program = new Command('callgate')
    .description(
      'Finds the server functions of a React project, checks them, lists them and compiles them.',
    )
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show the help of a command')
    .showSuggestionAfterError()
    .showHelpAfterError('Run `callgate --help` to see what there is.')
    .configureHelp({ styleTitle: bold, styleCommandText: bold })
    .configureOutput({
      getOutHasColors: () => hasColors(process.stdout),
      getErrHasColors: () => hasColors(process.stderr),
    })
    .exitOverride();
  for (const add of [addCheck, addManifest, addDiff, addTransform, addReport, addKeygen]) {
    add(program);
  }
  for (const command of program.commands) {
    command
      .helpOption('-h, --help', 'show help')
      .showHelpAfterError(`Run \`callgate ${command.name()} --help\` to see what there is.`);
  }
  return addExamples(program, [
    ['callgate check', 'find errors in the project in the current directory'],
    ['callgate manifest --format table', 'see its server functions'],
    ['callgate diff callgate-manifest.json', 'what would a deploy change?'],
    ['callgate transform app/actions.ts -e client', 'what does the browser get?'],
    ['callgate report', 'write a page to read and search'],
  ]);
}
