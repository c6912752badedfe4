/** One-time codes: the secret, its address, or a picture of its QR code, pasted, dropped or chosen; the code of now once it is whole. */
import { QrCode } from 'lucide-react';
import { useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { IconButton } from '../../parts/icon-button.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { editorWords as words, sentenceForProblem } from '../../text/editor.ts';
import { KeepButton } from './keep-button.tsx';
import { pictureIn, readQr } from './read-qr.ts';
import { readTotp } from '../../../shared/one-time-code.ts';
import { TotpPreview } from './totp-preview.tsx';

type TotpInputProps = {
  readonly label: string;
  readonly labelHidden: boolean;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onKeep?: () => void;
  readonly title: string;
};

export function TotpInput({ label, labelHidden, error, value, onChange, onKeep, title }: TotpInputProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const [pictureWords, setPictureWords] = useState<string | null>(null);
  const reading = value === '' ? null : readTotp(value, { label: title });

  const takePicture = async (picture: Blob): Promise<void> => {
    setPictureWords(words.qrReading);
    const qr = await readQr(picture);
    if (!qr.ok) {
      setPictureWords(qr.why === 'no-code' ? words.qrNone : words.qrNotPicture);
      return;
    }
    if (!/^otpauth/i.test(qr.text)) {
      setPictureWords(words.qrNotCode);
      return;
    }
    setPictureWords(null);
    onChange(qr.text);
  };
  const takeFrom = (event: ClipboardEvent | DragEvent, transfer: DataTransfer | null): void => {
    const picture = pictureIn(transfer);
    if (picture) {
      event.preventDefault();
      event.stopPropagation();
      void takePicture(picture);
    }
  };
  const why = reading && !reading.ok ? sentenceForProblem(`totp:${reading.why}`) : null;
  return (
    <div
      className="totp-input"
      onPaste={(event) => takeFrom(event, event.clipboardData)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeFrom(event, event.dataTransfer)}
    >
      <PassphraseField
        label={label}
        labelHidden={labelHidden}
        error={why ?? pictureWords ?? error}
        description={words.codeHelp}
        placeholder={words.codeExample}
        value={value}
        onChange={(text) => {
          setPictureWords(null);
          onChange(text);
        }}
        trail={
          <>
            <KeepButton label={label} {...(onKeep ? { onKeep } : {})} />
            <IconButton size="s" icon={QrCode} label={words.chooseQrLong} onPress={() => chooser.current?.click()} />
          </>
        }
      />
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        aria-label={words.chooseQrLong}
        className="hidden-visually"
        tabIndex={-1}
        onChange={(event) => {
          const picture = event.target.files?.[0];
          event.target.value = '';
          if (picture) {
            void takePicture(picture);
          }
        }}
      />
      {reading?.ok ? <TotpPreview totp={reading.totp} /> : null}
    </div>
  );
}
