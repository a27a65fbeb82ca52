import { Button } from '@mantine/core';
import { type Icon, IconAlertTriangle, IconFlask, IconLinkOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useTranslate } from '../../ui/language.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { goTo } from '../go-to.ts';
import { paths } from '../paths.ts';
import { useCall, useReply } from '../queries.ts';
import { useSession } from '../session.tsx';
import { useLeaveSample } from '../vault-state.ts';
import styles from './banners.module.css';

/** What changes the meaning of every screen: sample data, no enrolment, a vault that can only be read. */
export function Banners(): ReactNode {
  const { sample, enrolled } = useSession();
  const readOnly = useReply('vault.status').data?.state === 'read_only';
  return (
    <>
      {sample ? <SampleBanner /> : null}
      {readOnly ? <ReadOnlyBanner /> : null}
      {!sample && !enrolled ? <NotEnrolledBanner /> : null}
    </>
  );
}

interface BannerProps {
  readonly icon: Icon;
  readonly tone: 'info' | 'watch';
  readonly text: string;
  readonly children?: ReactNode;
}

function Banner({ icon: Picture, tone, text, children }: BannerProps): ReactNode {
  return (
    <div className={`${styles.banner} not-printed`} data-tone={tone} role="note">
      <Picture size={18} stroke={1.8} aria-hidden />
      <span className={styles.text}>{text}</span>
      {children}
    </div>
  );
}

function SampleBanner(): ReactNode {
  const translate = useTranslate();
  const leave = useLeaveSample();
  const remove = useCall('vault.removeSample');
  const showError = useErrorToast();
  return (
    <Banner icon={IconFlask} tone="info" text={translate('shell.banner.sample')}>
      <Button
        variant="default"
        loading={remove.isPending}
        onClick={() => remove.mutate(undefined, { onSuccess: leave, onError: showError })}
      >
        {translate('shell.banner.removeSample')}
      </Button>
    </Banner>
  );
}

function ReadOnlyBanner(): ReactNode {
  const translate = useTranslate();
  return <Banner icon={IconAlertTriangle} tone="watch" text={translate('shell.banner.readOnly')} />;
}

function NotEnrolledBanner(): ReactNode {
  const translate = useTranslate();
  const [location] = useLocation();
  return (
    <Banner icon={IconLinkOff} tone="watch" text={translate('shell.banner.notEnrolled')}>
      {location === paths.enrolment ? null : (
        <Button variant="default" onClick={() => goTo(paths.enrolment)}>
          {translate('shell.banner.enrol')}
        </Button>
      )}
    </Banner>
  );
}
