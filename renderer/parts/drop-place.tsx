/** A place on which a file is dropped, with what else may be done there. Gives the file; reading it is the caller's. */
import { useState, type DragEvent, type ReactNode } from 'react';
import './drop-place.css';

export type DropPlaceProps = { readonly onFile: (file: File) => void; readonly children: ReactNode };

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

export function DropPlace({ onFile, children }: DropPlaceProps) {
  const [isOver, setOver] = useState(false);
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) {
      onFile(file);
    }
  };
  const onDragOver = (event: DragEvent): void => {
    if (carriesFiles(event)) {
      event.preventDefault();
      setOver(true);
    }
  };
  return (
    <div className={`drop-place ${isOver ? 'drop-place--over' : ''}`} onDragOver={onDragOver} onDragLeave={() => setOver(false)} onDrop={onDrop}>
      {children}
    </div>
  );
}
