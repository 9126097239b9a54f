/** The process that checks one chunk of programs: told what to check, it sends the outcome. */
import { breakages } from './breakages.ts';
import { checkPrograms, type Outcome, type Selection } from './property.ts';
import { plugin } from './plugin-subject.ts';
import { callgate, type Subject } from './subject.ts';

process.once('message', (selection: Selection) => {
  checkPrograms(selection, subjectOf(selection)).then(send, (error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

function subjectOf({ breakage, plugin: isPlugin = false }: Selection): Subject {
  if (isPlugin) return plugin;
  const subject = breakage === undefined ? callgate : breakages[breakage];
  if (subject === undefined) throw new Error(`there is no breakage ${breakage}`);
  return subject;
}

function send(outcome: Outcome): void {
  // Exits when the message is out: handles of React may keep the process alive.
  process.send?.(outcome, () => process.exit(0));
}
