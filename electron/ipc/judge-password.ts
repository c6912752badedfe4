/**
 * The judgement of a password somebody typed (zxcvbn), which loads its dictionaries when first asked; and the refusal of a passphrase
 * too weak for a vault. Called by the calls that set one and by `password.judge`, which the page draws its bars from.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { leastScore } from '../../shared/password.ts';
import type { Strength } from '../../shared/views.ts';

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

/**
 * SECURITY: in the main process, whatever the page thought of it: a derivation cannot make up for a passphrase that is guessed at once.
 * @param userInputs words that an attacker would try first, such as the vault's name.
 * @throws VaultFailure `passphrase.too-weak`
 */
export async function requireStrong(passphrase: string, userInputs: readonly string[]): Promise<void> {
  const { score } = await judgePassword(passphrase, userInputs);
  if (score < leastScore) {
    throw new VaultFailure('passphrase.too-weak');
  }
}
