import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { NewPerson } from './new-person.tsx';
import { PeopleSearch } from './people-search.tsx';
import { PersonPage } from './person-page.tsx';

/** Search, creation, and one person. */
export function PeopleScreen(): ReactNode {
  return (
    <Switch>
      <Route path="/" component={PeopleSearch} />
      <Route path="/new/:name?">{({ name }) => <NewPerson name={decodeURIComponent(name ?? '')} />}</Route>
      <Route path="/:id">{({ id }) => <PersonPage key={id} id={Number(id)} />}</Route>
    </Switch>
  );
}
