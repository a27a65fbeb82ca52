import { paths } from '../../app/paths.ts';

/** What a draft belongs to. */
export interface Unfinished {
  readonly kind: 'visit' | 'action' | 'person' | 'training' | 'inspection';
  /** The record; null for one that does not exist yet. */
  readonly id: number | null;
  /** Where it can be finished. */
  readonly path: string;
}

const kinds: Readonly<Record<string, Unfinished['kind']>> = {
  visit: 'visit',
  action: 'action',
  person: 'person',
  training: 'training',
  enrolment: 'training',
  inspection: 'inspection',
  answer: 'inspection',
  census: 'inspection',
};

/**
 * What somebody began and did not finish, from the places where its drafts lie.
 *
 * @param places `visit:7/new-action`, `person:new/Ahmad`
 * @returns each record once, in the order of the places; drafts of parts that have no screen of their own stay out
 */
export function unfinishedOf(places: readonly string[]): readonly Unfinished[] {
  const found = new Map<string, Unfinished>();
  for (const place of places) {
    const unfinished = unfinishedAt(place);
    if (unfinished && !found.has(unfinished.path)) found.set(unfinished.path, unfinished);
  }
  return [...found.values()];
}

function unfinishedAt(place: string): Unfinished | null {
  const [, subject = '', record = '', rest = ''] = /^([a-z]+):(new|\d+)(.*)$/.exec(place) ?? [];
  const kind = kinds[subject];
  if (!kind) return null;
  if (record === 'new') return { kind, id: null, path: newPath(kind, rest) };
  const id = Number(record);
  return { kind, id, path: paths[kind](id) };
}

function newPath(kind: Unfinished['kind'], rest: string): string {
  switch (kind) {
    case 'visit':
      return paths.newVisit;
    case 'action':
      return paths.newAction;
    case 'person':
      return paths.newPerson(rest.slice(1));
    case 'training':
      return paths.newTraining;
    case 'inspection':
      return paths.newInspection;
  }
}
