import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { NewVisit } from './new-visit.tsx';
import { VisitList } from './visit-list.tsx';
import { VisitPage } from './visit-page.tsx';

/** The log, a new visit, and one visit. */
export function MentoringScreen(): ReactNode {
  return (
    <Switch>
      <Route path="/" component={VisitList} />
      <Route path="/new" component={NewVisit} />
      <Route path="/:id">{({ id }) => <VisitPage key={id} visitId={Number(id)} />}</Route>
    </Switch>
  );
}
