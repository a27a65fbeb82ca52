import type { SearchHit } from '#shared/ipc/today.ts';

/** The addresses that one subject uses to point at another. */
export const paths = {
  today: '/today',
  people: '/people',
  person: (id: number) => `/people/${id}`,
  /** With the name that was searched for, which may be empty. */
  newPerson: (name: string) => `/people/new/${encodeURIComponent(name)}`,
  trainings: '/training',
  newTraining: '/training/new',
  courses: '/training/courses',
  evaluation: (eventId: number) => `/training/${eventId}/evaluation`,
  checkIn: (eventId: number, sessionId: number) => `/training/${eventId}/check-in/${sessionId}`,
  training: (id: number) => `/training/${id}`,
  attendance: (eventId: number, sessionId?: number) =>
    `/training/${eventId}/attendance${sessionId === undefined ? '' : `/${sessionId}`}`,
  importRoster: (eventId: number) => `/imports/${eventId}`,
  visits: '/mentoring',
  newVisit: '/mentoring/new',
  visit: (id: number) => `/mentoring/${id}`,
  inspections: '/inspections',
  newInspection: '/inspections/new',
  inspection: (id: number) => `/inspections/${id}`,
  actions: '/actions',
  newAction: '/actions/new',
  action: (id: number) => `/actions/${id}`,
  reports: '/reports',
  sync: '/sync',
  review: '/sync/review',
  settings: '/settings',
  enrolment: '/enrolment',
} as const;

/**
 * @param hit something that the search found
 * @returns where it is shown, or null when it has no screen of its own
 */
export function pathOfHit(hit: SearchHit): string | null {
  switch (hit.kind) {
    case 'person':
      return paths.person(hit.id);
    case 'training':
      return paths.training(hit.id);
    case 'visit':
      return paths.visit(hit.id);
    case 'inspection':
      return paths.inspection(hit.id);
    case 'action':
      return paths.action(hit.id);
    case 'institution':
      return null;
  }
}
