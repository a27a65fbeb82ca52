import { createContext, type ReactNode, use } from 'react';
import type { Permission } from '#shared/domain/permissions.ts';
import type { SignedIn } from '#shared/ipc/vault.ts';

const SessionContext = createContext<SignedIn | null>(null);

/** Tells the screens below who is signed in. */
export function SessionProvider({
  session,
  children,
}: {
  readonly session: SignedIn;
  readonly children: ReactNode;
}): ReactNode {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/**
 * @returns who is signed in
 */
export function useSession(): SignedIn {
  const session = use(SessionContext);
  if (!session) throw new Error('A screen of records is drawn while nobody is signed in.');
  return session;
}

/**
 * @returns whether the person may; the core checks again, screens only hide what it would refuse
 */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

/**
 * @returns whether anything can be recorded: the person may write, and the vault has a device number (or is a sample)
 */
export function useCanRecord(): boolean {
  const { permissions, enrolled, sample } = useSession();
  return (enrolled || sample) && permissions.includes('records.write');
}
