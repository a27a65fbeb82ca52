import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { InspectionList } from './inspection-list.tsx';
import { InspectionPage } from './inspection-page.tsx';
import { NewInspection } from './new-inspection.tsx';

/** All inspections, a new one, and one with its tabs. */
export function InspectionsScreen(): ReactNode {
  return (
    <Switch>
      <Route path="/" component={InspectionList} />
      <Route path="/new" component={NewInspection} />
      <Route<{ readonly id: string; readonly tab?: string; readonly part?: string }> path="/:id/:tab?/:part?">
        {({ id, tab, part }) => (
          <InspectionPage key={id} inspectionId={Number(id)} tab={tab ?? null} part={part ?? null} />
        )}
      </Route>
    </Switch>
  );
}
