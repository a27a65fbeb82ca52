import type { ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { RosterImport } from './roster-import.tsx';

/** The import of a roster into one training. */
export function ImportsScreen(): ReactNode {
  return (
    <Switch>
      <Route path="/:eventId">
        {({ eventId }) => <RosterImport key={eventId} eventId={Number(eventId)} />}
      </Route>
      <Route>
        <Redirect to="~/training" replace />
      </Route>
    </Switch>
  );
}
