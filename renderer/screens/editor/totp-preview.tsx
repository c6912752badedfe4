/** The code that a secret gives now, to be compared with the site before saving. */
import type { TOTP } from 'otpauth';
import { partWords } from '../../text/parts.ts';
import { useNow } from '../../state/use-now.ts';
import { editorWords as words } from '../../text/editor.ts';
import { codeAt } from './read-totp.ts';

export function TotpPreview({ totp }: { readonly totp: TOTP }) {
  const now = useNow(1_000);
  const { code, secondsLeft } = codeAt(totp, now);
  const half = Math.ceil(code.length / 2);
  return (
    <p className="totp-preview">
      <span className="soft">{words.codePreview}</span>
      <span className="mono totp-preview__code">{`${code.slice(0, half)} ${code.slice(half)}`}</span>
      <span className="soft">{partWords.secondsLeft(secondsLeft)}</span>
    </p>
  );
}
