import { Loader } from '@mantine/core';
import { IconChevronRight, IconFlask, IconShieldLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { assertNever } from '#shared/assert-never.ts';
import type { SignedIn, VaultStatus } from '#shared/ipc/vault.ts';
import { useEnter } from '../../app/vault-state.ts';
import { useTranslate } from '../../ui/language.tsx';
import { Ltr } from '../../ui/user-text.tsx';
import { CreateVault } from './create-vault.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';
import { useOpenSample } from './use-open-sample.tsx';
import styles from './welcome.module.css';

type Step =
  | { readonly name: 'choose' }
  | { readonly name: 'create' }
  | { readonly name: 'sheet'; readonly recoveryCode: string; readonly session: SignedIn }
  | { readonly name: 'enrol'; readonly session: SignedIn };

/** The first time on this laptop: a vault of one's own, with its recovery sheet and enrolment, or a look around. */
export function Welcome({ status }: { readonly status: VaultStatus }): ReactNode {
  const translate = useTranslate();
  const enter = useEnter();
  const [step, setStep] = useState<Step>({ name: 'choose' });
  switch (step.name) {
    case 'choose':
      return <Choose status={status} onCreate={() => setStep({ name: 'create' })} />;
    case 'create':
      return (
        <EntryFrame title={translate('vault.create.title')}>
          <CreateVault
            onBack={() => setStep({ name: 'choose' })}
            onCreated={({ recoveryCode, session }) => setStep({ name: 'sheet', recoveryCode, session })}
          />
        </EntryFrame>
      );
    case 'sheet':
      return (
        <EntryFrame title={translate('vault.sheet.title')}>
          <RecoverySheet
            recoveryCode={step.recoveryCode}
            label={step.session.label}
            onDone={() => setStep({ name: 'enrol', session: step.session })}
          />
        </EntryFrame>
      );
    case 'enrol':
      return (
        <EntryFrame title={translate('vault.enrol.title')}>
          <EnrolForm
            onEnrolled={enter}
            onLater={() => enter(step.session)}
            laterLabel={translate('vault.enrol.later')}
          />
        </EntryFrame>
      );
    default:
      return assertNever(step);
  }
}

function Choose({
  status,
  onCreate,
}: {
  readonly status: VaultStatus;
  readonly onCreate: () => void;
}): ReactNode {
  const translate = useTranslate();
  const sample = useOpenSample();
  return (
    <EntryFrame
      title={translate('vault.welcome.title')}
      foot={
        <>
          {translate('vault.version')} <Ltr>{status.appVersion}</Ltr>
        </>
      }
    >
      <p className={styles.promise}>{translate('vault.welcome.promise')}</p>
      <button type="button" className={styles.choice} onClick={onCreate}>
        <IconShieldLock size={26} stroke={1.5} aria-hidden />
        <span className={styles.words}>
          <span className={styles.choiceTitle}>{translate('vault.welcome.create')}</span>
          <span className={styles.detail}>{translate('vault.welcome.createHint')}</span>
        </span>
        <IconChevronRight size={18} aria-hidden className={styles.arrow} />
      </button>
      <button type="button" className={styles.choice} disabled={sample.opening} onClick={sample.open}>
        <IconFlask size={26} stroke={1.5} aria-hidden />
        <span className={styles.words}>
          <span className={styles.choiceTitle}>{translate('vault.welcome.sample')}</span>
          <span className={styles.detail}>
            {translate(sample.opening ? 'vault.sample.filling' : 'vault.welcome.sampleHint')}
          </span>
        </span>
        {sample.opening ? (
          <Loader size="xs" />
        ) : (
          <IconChevronRight size={18} aria-hidden className={styles.arrow} />
        )}
      </button>
      {sample.problem}
    </EntryFrame>
  );
}
