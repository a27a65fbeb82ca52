import { Anchor } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useTranslate } from '#renderer/ui/language.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import { roles } from '#shared/domain/vocabularies.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { AuditRow } from '#shared/ipc/console.ts';
import { SiteName } from '../app/site-name.tsx';

/** What headquarters writes down, in the order of a laptop's life. */
export const auditActions = [
  'admin.created',
  'admin.signIn',
  'admin.signOut',
  'admin.refused',
  'enrolment.created',
  'enrolment.refused',
  'device.enrolled',
  'device.granted',
  'device.revoked',
  'device.restored',
  'device.reincarnated',
  'op.released',
  'op.repaired',
  'certificate.verified',
  'template.published',
  'epoch.begun',
  'exchange.refused',
  'file.read',
  'frame.refused',
  'record.read',
  'photo.read',
  'photo.refused',
  'photo.forgotten',
] as const;

/** What happened, in words; the code of an event that this console does not know. */
export function EventName({ action }: { readonly action: string }): ReactNode {
  const translate = useTranslate();
  const known = auditActions.find((candidate) => candidate === action);
  return known ? translate(`console.audit.event.${known}`) : <Ltr>{action}</Ltr>;
}

/** Who did it: a person by name, a laptop by number. */
export function Who({ row }: { readonly row: AuditRow }): ReactNode {
  const translate = useTranslate();
  const { action, who } = row;
  if (/^\d+$/.test(who) && /^(device|exchange|frame|photo|op|epoch)\./.test(action)) {
    return translate('console.audit.about.device', { number: who });
  }
  if (action === 'enrolment.refused') return translate('console.unknown');
  return <UserText>{who}</UserText>;
}

const lists: Readonly<Record<string, MessageKey>> = {
  trainings: 'console.nav.trainings',
  visits: 'console.nav.visits',
  inspections: 'console.nav.inspections',
  actions: 'console.nav.actions',
  conflicts: 'console.nav.conflicts',
  quarantine: 'console.nav.kept',
};
const records: Readonly<Record<string, MessageKey>> = {
  trainings: 'console.audit.about.training',
  visits: 'console.audit.about.visit',
  inspections: 'console.audit.about.inspection',
  conflicts: 'console.audit.about.conflict',
};
const numbered: Readonly<Record<string, MessageKey>> = {
  admin: 'console.audit.about.admin',
  device: 'console.audit.about.device',
  enrolment: 'console.audit.about.enrolment',
  photo: 'console.audit.about.photo',
  certificate: 'console.audit.about.certificate',
};

/** What it was about. Subjects are `session`, `device 16`, `visits.list`, `visits.get 8589934593`. */
export function About({ subject }: { readonly subject: string }): ReactNode {
  const translate = useTranslate();
  const [kind = '', id] = subject.split(' ');
  const [section = '', call] = kind.split('.');
  const list = call === 'list' ? lists[section] : undefined;
  if (list) return translate(list);
  const record = call === 'get' ? records[section] : undefined;
  if (record && id) {
    return (
      <Anchor component={Link} href={`/${section}/${id}`} size="sm">
        {translate(record)}
      </Anchor>
    );
  }
  const thing = numbered[kind];
  if (thing && id) return translate(thing, { number: id });
  if (kind === 'session') return translate('console.audit.about.session');
  if (kind === 'enrolment') return translate('console.audit.about.noEnrolment');
  return <Ltr>{subject}</Ltr>;
}

const detailOrder: readonly string[] = ['label', 'site', 'role'];

/** What else was written down with it. */
export function Details({ detail }: Pick<AuditRow, 'detail'>): ReactNode {
  const known = detailOrder.filter((name) => name in detail);
  const names = [...known, ...Object.keys(detail).filter((name) => !detailOrder.includes(name))];
  return names.map((name, index) => (
    <Fragment key={name}>
      {index > 0 ? ' · ' : null}
      <Detail name={name} value={detail[name] ?? ''} />
    </Fragment>
  ));
}

function Detail(props: { readonly name: string; readonly value: string | number | boolean }): ReactNode {
  const translate = useTranslate();
  const { name, value } = props;
  if (name === 'label') return <UserText>{value}</UserText>;
  if (name === 'site') {
    return String(value)
      .split(' ')
      .map((code, index) => (
        <Fragment key={code}>
          {index > 0 ? ' · ' : null}
          <SiteName code={code} />
        </Fragment>
      ));
  }
  const role = name === 'role' ? roles.find((candidate) => candidate === value) : undefined;
  return role ? translate(`vocabulary.roles.${role}`) : <Ltr>{`${name}=${value}`}</Ltr>;
}
