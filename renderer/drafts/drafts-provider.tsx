import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { call } from '../app/bridge.ts';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { createDraftCipher } from './draft-cipher.ts';
import { type DraftStore, openDraftStore } from './draft-store.ts';

const DraftsContext = createContext<DraftStore | null>(null);

/** Opens the sealed drafts while the vault is unlocked; when it goes (lock, sign-out), so does their key. */
export function DraftsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [store, setStore] = useState<DraftStore | null>(null);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    let gone = false;
    let opened: DraftStore | null = null;
    const open = async (): Promise<void> => {
      const { key } = await call('vault.draftKey');
      const cipher = await createDraftCipher(key);
      if (gone) return;
      opened = openDraftStore(cipher);
      setStore(opened);
    };
    open().catch((failure: Error) => {
      if (!gone) setError(failure);
    });
    return () => {
      gone = true;
      opened?.close();
    };
  }, []);
  if (error) return <ErrorAlert error={error} />;
  if (!store) return null;
  return <DraftsContext value={store}>{children}</DraftsContext>;
}

/**
 * @returns the drafts of the open vault
 */
export function useDraftStore(): DraftStore {
  const store = use(DraftsContext);
  if (!store) throw new Error('A form is drawn outside DraftsProvider.');
  return store;
}
