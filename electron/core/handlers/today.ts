import { searchPeople } from '#db/find-people.ts';
import { type FoundRecord, type SearchKind, searchEverywhere } from '#db/search.ts';
import { readToday } from '#db/today.ts';
import type { PersonSummary } from '#shared/ipc/people.ts';
import type { SearchHit } from '#shared/ipc/today.ts';
import type { HandlersOf } from '../handler.ts';
import { peopleReader } from './people-reader.ts';

/** Handler of the first screen. */
export const todayHandlers: HandlersOf<'today'> = {
  'today.get': (_request, records) => {
    records.permit('records.read');
    return readToday(records.db.read, peopleReader(records), records.today());
  },
};

/** Kinds of records that the full-text index finds; people have an index of their own. */
const otherKinds: readonly SearchKind[] = ['training', 'visit', 'inspection', 'action', 'institution'];

/** Handler of the search over everything. */
export const searchHandlers: HandlersOf<'search'> = {
  'search.everywhere': ({ text, limit }, records) => {
    records.permit('records.read');
    const { read } = records.db;
    const others = searchEverywhere(read, text, { limit, kinds: otherKinds });
    // As many people as the others leave room for, and half of the room at least.
    const room = Math.max(Math.ceil(limit / 2), limit - others.length);
    const people = text.trim() === '' ? [] : searchPeople(read, peopleReader(records), text, room);
    return [...people.map(personHit), ...others.map(hitOf)].slice(0, limit);
  },
};

function personHit({ id, nameLatin, nameAr, badge, unit }: PersonSummary): SearchHit {
  const subtitle = [badge, unit].filter((part) => part !== null).join(' · ');
  return { kind: 'person', id, title: nameLatin, titleAr: nameAr, subtitle };
}

function hitOf({ kind, id, title, titleAr, subtitle }: FoundRecord): SearchHit {
  return { kind, id, title, titleAr, subtitle };
}
