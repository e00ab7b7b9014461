import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Dialogs } from './dialogs';

/** One answer: `{"open": "/a.json"}`, `{"save": null}` (closed), `{"unsaved": "discard"}`, `{"choose": 0}`. */
const answerSchema = z.union([
  z.strictObject({ open: z.string().nullable() }),
  z.strictObject({ save: z.string().nullable() }),
  z.strictObject({ unsaved: z.enum(['save', 'discard', 'cancel']) }),
  z.strictObject({ choose: z.number().int().min(0) }),
]);
type Answer = z.infer<typeof answerSchema>;

/**
 * Answers from a JSON list, taken one by one from the front of the file, for end-to-end tests:
 * native dialogs cannot be driven there. Only used when PATCHBAY_TEST_DIALOGS names the file.
 */
export function scriptedDialogs(file: string): Dialogs {
  const next = (): Answer => {
    const [answer, ...rest] = z.array(answerSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
    if (!answer) throw new Error(`${file} has no answer left`);
    writeFileSync(file, JSON.stringify(rest));
    return answer;
  };
  const wrong = (asked: string, answer: Answer) =>
    new Error(`the app asked "${asked}", the next answer is ${JSON.stringify(answer)}`);
  const open = async () => {
    const answer = next();
    if (!('open' in answer)) throw wrong('open', answer);
    return answer.open;
  };
  return {
    openFile: open,
    chooseFolder: open,
    async saveFile() {
      const answer = next();
      if (!('save' in answer)) throw wrong('save', answer);
      return answer.save;
    },
    async unsavedChanges() {
      const answer = next();
      if (!('unsaved' in answer)) throw wrong('unsaved', answer);
      return answer.unsaved;
    },
    async choose() {
      const answer = next();
      if (!('choose' in answer)) throw wrong('choose', answer);
      return answer.choose;
    },
  };
}
