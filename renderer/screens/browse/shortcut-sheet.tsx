/** All shortcuts on one sheet; "?" opens it. */
import { Dialog } from '../../parts/dialog.tsx';
import { Kbd } from '../../parts/kbd.tsx';
import { shortcutWords } from '../../parts/shortcut-words.ts';
import { shortcutSheet as words } from '../../text/browse.ts';
import './shortcut-sheet.css';

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={words.title} onClose={onClose} size="l" closesOnClickOutside>
      <div className="sheet">
        {words.groups.map(({ heading, rows }) => (
          <section key={heading}>
            <h2 className="sheet__heading">{heading}</h2>
            <dl className="sheet__rows">
              {rows.map(({ does, keys }) => (
                <div key={does} className="sheet__row">
                  <dt>{does}</dt>
                  <dd>
                    {keys.map((key) => (
                      <span key={key}>
                        <Kbd keys={key} />
                        <span className="hidden-visually">{shortcutWords(key)} </span>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
