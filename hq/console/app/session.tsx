import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { OutpostError } from '#shared/errors.ts';
import type { SessionView } from '#shared/ipc/console.ts';
import { type CallHq, createCallHq } from './api.ts';

type SessionState =
  | { readonly state: 'asking' }
  | { readonly state: 'unreachable'; readonly error: OutpostError }
  | { readonly state: 'signed_out'; readonly ended: boolean }
  | { readonly state: 'signed_in'; readonly adminName: string };

interface SessionValue {
  readonly session: SessionState;
  readonly call: CallHq;
  readonly signIn: (name: string, password: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly ask: () => void;
}

const SessionContext = createContext<SessionValue | null>(null);

/** Knows who is signed in, and gives everything below the way to call headquarters. */
export function SessionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const token = useRef<string | null>(null);
  const [session, setSession] = useState<SessionState>({ state: 'asking' });

  const take = useCallback((view: SessionView, ended: boolean): void => {
    token.current = view.csrf;
    setSession(
      view.admin ? { state: 'signed_in', adminName: view.admin.name } : { state: 'signed_out', ended },
    );
  }, []);

  const value = useMemo<SessionValue>(() => {
    const bare = createCallHq(() => token.current);
    const leave = (ended: boolean): void => {
      client.clear();
      take({ admin: null, csrf: null }, ended);
    };
    return {
      session,
      call: async (name, request) => {
        try {
          return await bare(name, request);
        } catch (error) {
          if (error instanceof OutpostError && error.code === 'unauthorised' && name !== 'session.signIn')
            leave(true);
          throw error;
        }
      },
      signIn: async (name, password) => take(await bare('session.signIn', { name, password }), false),
      signOut: async () => {
        await bare('session.signOut', {}).catch((error: unknown) => {
          // A session that has ended already is what was asked for.
          if (!(error instanceof OutpostError && error.code === 'unauthorised')) throw error;
        });
        leave(false);
      },
      ask: () => {
        setSession({ state: 'asking' });
        bare('session.get', {}).then(
          (view) => take(view, false),
          (error: OutpostError) => setSession({ state: 'unreachable', error }),
        );
      },
    };
  }, [session, client, take]);

  const { ask } = value;
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    ask();
  }, [ask]);

  return <SessionContext value={value}>{children}</SessionContext>;
}

/**
 * @returns who is signed in and the ways to change that, and the way to call headquarters
 */
export function useSession(): SessionValue {
  const value = use(SessionContext);
  if (!value) throw new Error('A screen is drawn outside SessionProvider.');
  return value;
}
