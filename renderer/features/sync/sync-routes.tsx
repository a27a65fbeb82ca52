import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { useMay } from '../../app/session.tsx';
import { ReviewList } from './review/review-list.tsx';
import { ReviewPage } from './review/review-page.tsx';
import { SyncScreen } from './sync-screen.tsx';

/** The road to headquarters, and what came over it that somebody must decide. */
export function SyncRoutes(): ReactNode {
  const mayRead = useMay()('records.read');
  return (
    <Switch>
      <Route path="/" component={SyncScreen} />
      {mayRead ? (
        <>
          <Route path="/review" component={ReviewList} />
          <Route path="/review/:id">{({ id }) => <ReviewPage key={id} id={id} />}</Route>
        </>
      ) : null}
    </Switch>
  );
}
