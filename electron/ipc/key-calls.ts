/** Speaking to hardware keys: enrolling one, its PIN, which way is taken, and the page's answers to what a key or its provider asks for. */
import { VaultFailure } from '../../shared/failure.ts';
import type { Handlers } from './answer-call.ts';
import type { CallDeps } from './call-deps.ts';
import { namedCredentials } from './named-credentials.ts';

type Names = 'key.answer' | 'key.decline' | 'key.enrol' | 'key.givePin' | 'key.giveNewPin' | 'key.changePin' | 'key.way';

export function makeKeyCalls(deps: CallDeps): Pick<Handlers, Names> {
  const { desk, jobs, keys, ceremony, keyTalk, enrolments } = deps;

  return {
    'key.answer': ({ askId, response, prf, prfSecond }) => {
      ceremony.answer(askId, { response, prf, prfSecond });
      return null;
    },
    'key.decline': ({ askId, reason }) => {
      ceremony.decline(askId, reason);
      return null;
    },
    'key.givePin': ({ askId, pin }) => {
      keyTalk.givePin(askId, pin);
      return null;
    },
    'key.giveNewPin': ({ askId, current, next }) => {
      keyTalk.giveNewPin(askId, current, next);
      return null;
    },
    'key.enrol': ({ jobId, name }) =>
      jobs.run(jobId, async (job) => {
        const existing = desk.isOpen() ? namedCredentials(desk.session().slots()) : [];
        const enrolled = await keys.enrol({ keyName: name, existing, signal: job.signal });
        if (job.signal.aborted) {
          // SECURITY: a lock came meanwhile, and emptied what was held; this must not be held after it.
          enrolled.prfOutput.fill(0);
          enrolled.touchOutput.fill(0);
          throw new VaultFailure('cancelled');
        }
        return { enrolmentToken: enrolments.put(enrolled) };
      }),
    'key.changePin': ({ jobId }) =>
      jobs.run(jobId, async (job) => {
        await keys.changePin(job.signal);
        return null;
      }),
    'key.way': () => ({ way: keys.name, library: keys.library(), isVirtual: keys.isVirtual }),
  };
}
