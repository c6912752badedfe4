import { describe, expect, it } from 'vitest';
import { firstState, likelyKind, takeStep, type BrowseState, type BrowseStep } from '../../../../renderer/screens/browse/browse-state.ts';

const a = '01890000-0000-7000-8000-00000000000a';
const b = '01890000-0000-7000-8000-00000000000b';

function after(...steps: BrowseStep[]): BrowseState {
  return steps.reduce(takeStep, firstState);
}

describe('what the main window shows', () => {
  it('looks at the best match while something is typed, and keeps the choice when the box is emptied', () => {
    expect(after({ do: 'type', text: 'g' }).wish).toBe(0);
    const emptied = after({ do: 'type', text: 'g' }, { do: 'choose', id: a, index: 0, open: false }, { do: 'type', text: '' });
    expect(emptied.wish).toBeNull();
    expect(emptied.chosen).toEqual([a]);
  });

  it('forgets choice and query on the way to another place', () => {
    const moved = after({ do: 'type', text: 'g' }, { do: 'choose', id: a, index: 3, open: true }, { do: 'go', to: { in: 'trash' } });
    expect(moved).toMatchObject({ chosen: [], lead: null, text: '', detailShown: false, scope: { in: 'trash' } });
  });

  it('keeps the order chosen for searching apart from the one for browsing', () => {
    const sorted = after({ do: 'sort', by: 'updated' }, { do: 'type', text: 'g' }, { do: 'sort', by: 'title' });
    expect(sorted).toMatchObject({ sort: 'updated', searchSort: 'title' });
  });

  it('adds and takes away single rows, and leaves any form or history for it', () => {
    const both = after({ do: 'choose', id: a, index: 0, open: false }, { do: 'view', view: { as: 'history' } }, { do: 'toggle', id: b, index: 1 });
    expect(both).toMatchObject({ chosen: [a, b], view: { as: 'item' } });
    expect(takeStep(both, { do: 'toggle', id: a, index: 0 }).chosen).toEqual([b]);
  });

  it('stays in the history when the same row is pressed again, and leaves it for another row', () => {
    const history = after({ do: 'choose', id: a, index: 0, open: false }, { do: 'view', view: { as: 'history' } });
    expect(takeStep(history, { do: 'choose', id: a, index: 0, open: true }).view).toEqual({ as: 'history' });
    expect(takeStep(history, { do: 'choose', id: b, index: 1, open: true }).view).toEqual({ as: 'item' });
  });

  it('offers a card among cards, and a login where nothing is more likely', () => {
    expect(likelyKind({ in: 'group', group: 'cards' })).toBe('card');
    expect(likelyKind({ in: 'tag', tag: 'work' })).toBe('login');
  });
});
