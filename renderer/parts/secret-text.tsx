/** A secret that was asked for: monospaced, digits blue, symbols orange, so that it can be read out. */
import './secret-text.css';

/** Above this a value is shown in one colour: a private key in thousands of spans helps nobody. */
const longestColoured = 512;

type Run = { readonly sort: 'letter' | 'digit' | 'symbol'; readonly text: string };

function runsOf(value: string): Run[] {
  const runs: Run[] = [];
  for (const match of value.matchAll(/(\p{N}+)|([\p{L}\p{M}\s]+)|([^\p{N}\p{L}\p{M}\s]+)/gu)) {
    runs.push({ sort: match[1] !== undefined ? 'digit' : match[2] !== undefined ? 'letter' : 'symbol', text: match[0] });
  }
  return runs;
}

export type SecretTextProps = { readonly value: string; readonly size?: 'm' | 'l' };

export function SecretText({ value, size = 'm' }: SecretTextProps) {
  const className = `secret secret--${size} selectable`;
  if (value.length > longestColoured) {
    return <span className={className}>{value}</span>;
  }
  return (
    <span className={className} dir="ltr">
      {runsOf(value).map((run, index) => (
        <span key={index} className={`secret__${run.sort}`}>
          {run.text}
        </span>
      ))}
    </span>
  );
}

/** A hidden value: always the same number of dots, so that nothing tells its length. */
export function SecretDots() {
  return (
    <span className="secret secret--dots" aria-hidden="true">
      {'•'.repeat(12)}
    </span>
  );
}
