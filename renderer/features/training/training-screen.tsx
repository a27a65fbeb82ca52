import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { NewTraining } from './create/new-training.tsx';
import { TrainingList } from './training-list.tsx';
import { TrainingPage } from './training-page.tsx';

/** List, creation, and one training with its tabs. */
export function TrainingScreen(): ReactNode {
  return (
    <Switch>
      <Route path="/" component={TrainingList} />
      <Route path="/new" component={NewTraining} />
      <Route<{ id: string; tab?: string; session?: string }> path="/:id/:tab?/:session?">
        {({ id, tab, session }) => (
          <TrainingPage
            key={id}
            eventId={Number(id)}
            tab={tab ?? null}
            sessionId={session === undefined ? null : Number(session)}
          />
        )}
      </Route>
    </Switch>
  );
}
