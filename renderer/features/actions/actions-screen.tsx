import type { ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { ActionBoard } from './action-board.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { NewActionDialog } from './new-action-dialog.tsx';

/** The board, with the dialog of one action above it when its address is open. */
export function ActionsScreen(): ReactNode {
  const [, go] = useLocation();
  const close = (): void => go('/');
  return (
    <>
      <ActionBoard onOpen={({ id }) => go(`/${id}`)} onAdd={() => go('/new')} />
      <Switch>
        <Route path="/new">
          <NewActionDialog onClose={close} />
        </Route>
        <Route path="/:id">{({ id }) => <ActionDialog key={id} id={Number(id)} onClose={close} />}</Route>
      </Switch>
    </>
  );
}
