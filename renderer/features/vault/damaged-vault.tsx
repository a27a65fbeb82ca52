import type { ReactNode } from 'react';
import { OutpostError } from '#shared/errors.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { EntryFrame } from './entry-frame.tsx';

const damaged = new OutpostError('vault_damaged', 'The vault cannot be read.');

/** The file with the records cannot be read: says what is safe and whom to call. */
export function DamagedVault(): ReactNode {
  const translate = useTranslate();
  return (
    <EntryFrame title={translate('vault.damaged.title')}>
      <ErrorAlert error={damaged} onRetry={() => window.location.reload()} />
    </EntryFrame>
  );
}
