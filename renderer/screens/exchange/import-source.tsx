/** The first step of an import: a file, and where to get it in the programs people come from. */
import { FileDown } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { DropPlace } from '../../parts/drop-place.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TabList } from '../../parts/tab-list.tsx';
import { importWords as words } from '../../text/exchange.ts';
import { useState } from 'react';

type ImportSourceProps = {
  readonly isReading: boolean;
  readonly onChoose: () => void;
  readonly onFile: (file: File) => void;
  /** Why the file just given is none to take; stands where it was given. */
  readonly trouble: string | null;
};

export function ImportSource({ isReading, onChoose, onFile, trouble }: ImportSourceProps) {
  const [source, setSource] = useState<string>(words.sources[0].name);
  return (
    <>
      <p className="soft">{words.intro}</p>
      <DropPlace onFile={onFile}>
        <Button variant="solid" icon={FileDown} isPending={isReading} onPress={onChoose} autoFocus>
          {words.choose}
        </Button>
        <span className="soft">{words.dropHere}</span>
      </DropPlace>
      {trouble === null ? null : <Notice tone="bad">{trouble}</Notice>}
      <section className="import__where" aria-label={words.whereFrom}>
        <h2>{words.whereFrom}</h2>
        <TabList
          label={words.whereFrom}
          chosen={source}
          onChoose={setSource}
          tabs={words.sources.map(({ name, steps }) => ({
            name,
            label: name,
            content: (
              <ol className="import__steps">
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            ),
          }))}
        />
      </section>
    </>
  );
}
