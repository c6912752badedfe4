/** The generator, and the judgement of a password (zxcvbn), which loads its dictionaries when first asked. */
import { makePassword } from '../../shared/password.ts';
import type { Strength } from '../../shared/views.ts';
import { effLongList } from '../desk/word-list.ts';
import type { CallDeps } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';

type Judge = (password: string, userInputs: readonly string[]) => Strength;

/** zxcvbn's time grows steeply with the length (measured: a crafted 100 characters take half a second); past this little is learned. */
const judgedLength = 40;

let judge: Promise<Judge> | null = null;

async function loadJudge(): Promise<Judge> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (password, userInputs) => {
    const { score, guessesLog10, feedback } = zxcvbn.check(password.slice(0, judgedLength), [...userInputs]);
    return { score, guessesLog10, warning: feedback.warning ?? null, suggestions: feedback.suggestions };
  };
}

export async function judgePassword(password: string, userInputs: readonly string[] = []): Promise<Strength> {
  judge ??= loadJudge();
  return (await judge)(password, userInputs);
}

export function makePasswordCalls({ random }: CallDeps): Pick<Handlers, 'password.generate' | 'password.judge'> {
  return {
    'password.generate': ({ recipe }) => makePassword(recipe, random, effLongList),
    'password.judge': ({ password, userInputs }) => judgePassword(password, userInputs),
  };
}
