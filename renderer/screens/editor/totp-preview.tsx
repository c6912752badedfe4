/** The code that a secret gives now, to be compared with the site before saving. */
import { codeAt, type TotpCode } from '../../../shared/one-time-code.ts';
import { partWords } from '../../text/parts.ts';
import { useNow } from '../../state/use-now.ts';
import { editorWords as words } from '../../text/editor.ts';

export function TotpPreview({ totp }: { readonly totp: TotpCode }) {
  const now = useNow(1_000);
  const { code, endsAt } = codeAt(totp, now);
  const half = Math.ceil(code.length / 2);
  return (
    <p className="totp-preview">
      <span className="soft">{words.codePreview}</span>
      <span className="mono totp-preview__code">{`${code.slice(0, half)} ${code.slice(half)}`}</span>
      <span className="soft">{partWords.secondsLeft(Math.ceil((endsAt - now) / 1_000))}</span>
    </p>
  );
}
