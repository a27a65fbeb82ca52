import type { Role } from './vocabularies.ts';

/** What a person may do. The core checks these before every read and write; screens only hide what would be refused. */
export const permissions = [
  'records.read',
  'records.write',
  'people.contact', // see phones and ids
  'vetting.override',
  'results.override',
  'inspections.write',
  'restricted.read', // restricted answers, confidential notes
  'restricted.export',
  'records.export',
  'reference.write',
  'vault.people', // add or remove people on this laptop
  'sync.run',
] as const;
export type Permission = (typeof permissions)[number];

const everybody = ['records.read', 'sync.run'] as const satisfies readonly Permission[];
const recording = [...everybody, 'records.write', 'people.contact', 'records.export'] as const;

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: everybody,
  advisor: [...recording, 'inspections.write'],
  inspector: [...recording, 'inspections.write', 'restricted.read'],
  supervisor: permissions,
};

/**
 * @param role the role of the person who is signed in
 * @param permission what they want to do
 * @returns whether they may
 */
export function may(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission);
}

/**
 * @param role a role
 * @returns everything it may do
 */
export function permissionsOf(role: Role): readonly Permission[] {
  return granted[role];
}
