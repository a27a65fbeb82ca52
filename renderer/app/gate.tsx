import type { ReactNode } from 'react';
import { DraftsProvider } from '../drafts/drafts-provider.tsx';
import { DamagedVault } from '../features/vault/damaged-vault.tsx';
import { Unlock } from '../features/vault/unlock.tsx';
import { Welcome } from '../features/vault/welcome.tsx';
import { Reply } from '../ui/reply.tsx';
import { useReply } from './queries.ts';
import { SessionProvider } from './session.tsx';
import { Shell } from './shell/shell.tsx';

/** Decides what the window shows: the welcome, the lock, or the shell for who is signed in. */
export function Gate(): ReactNode {
  const session = useReply('vault.session');
  const status = useReply('vault.status');
  if (session.data) {
    return (
      <SessionProvider session={session.data}>
        <DraftsProvider key={session.data.personId}>
          <Shell />
        </DraftsProvider>
      </SessionProvider>
    );
  }
  return (
    <Reply of={status}>
      {(vault) => {
        if (vault.state === 'damaged') return <DamagedVault />;
        if (vault.state === 'none') return <Welcome status={vault} />;
        return <Unlock status={vault} />;
      }}
    </Reply>
  );
}
