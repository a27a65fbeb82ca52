import { IconMapOff } from '@tabler/icons-react';
import { type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { features } from '../features/features.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTranslate } from '../ui/language.tsx';
import { Waiting } from '../ui/reply.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { hrefOf } from './go-to.ts';
import { paths } from './paths.ts';
import { useMay } from './session.tsx';

/** The screen of the address that the window is at. */
export function Routes(): ReactNode {
  const may = useMay();
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
            .map(({ path, Screen }) => (
              <Route key={path} path={path} nest>
                <Screen />
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
