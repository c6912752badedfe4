/** The generator, and the judgement of a password. */
import { makePassword } from '../../shared/password.ts';
import { effLongList } from '../desk/word-list.ts';
import type { CallDeps } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';
import { judgePassword } from './judge-password.ts';

export function makePasswordCalls({ random }: CallDeps): Pick<Handlers, 'password.generate' | 'password.judge'> {
  return {
    'password.generate': ({ recipe }) => makePassword(recipe, random, effLongList),
    'password.judge': ({ password, userInputs }) => judgePassword(password, userInputs),
  };
}
