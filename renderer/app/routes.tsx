import { IconLinkOff, IconMapOff } from '@tabler/icons-react';
import { type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { features } from '../features/features.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTranslate } from '../ui/language.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Waiting } from '../ui/reply.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import type { Feature } from './feature.ts';
import { hrefOf } from './go-to.ts';
import { paths } from './paths.ts';
import { useMay, useSession } from './session.tsx';

/** The screen of the address that the window is at. */
export function Routes(): ReactNode {
  const may = useMay();
  const { enrolled, sample } = useSession();
  const [location] = useLocation();
  return (
    // Another address is another chance: a broken screen does not follow the person.
    <ErrorBoundary key={location.split('/')[1]}>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/">
            <Redirect to={paths.today} replace />
          </Route>
          {features
            .filter(({ permission }) => !permission || may(permission))
            .map((feature) => (
              <Route key={feature.path} path={feature.path} nest>
                {readsRecords(feature) && !enrolled && !sample ? (
                  <NotEnrolled title={feature.title} />
                ) : (
                  <feature.Screen />
                )}
              </Route>
            ))}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}

/** Whether a subject asks for records, which a laptop has only once it is enrolled. */
function readsRecords({ path, permission }: Feature): boolean {
  return path === paths.today || permission === 'records.read';
}

/** A subject of records before the enrolment; the banner above it has the way there. */
function NotEnrolled({ title }: { readonly title: MessageKey }): ReactNode {
  const translate = useTranslate();
  return (
    <>
      <PageHeader title={translate(title)} />
      <EmptyState
        icon={IconLinkOff}
        title={translate('shell.notEnrolled.title')}
        hint={translate('shell.notEnrolled.hint')}
      />
    </>
  );
}

/** An address that leads nowhere. */
export function NotFound(): ReactNode {
  const translate = useTranslate();
  return (
    <EmptyState
      icon={IconMapOff}
      title={translate('shell.notFound.title')}
      action={<a href={hrefOf(paths.today)}>{translate('shell.broken.today')}</a>}
    />
  );
}
