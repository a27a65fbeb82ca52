import type { ReactNode } from 'react';

/** Give this as the value that an element shall stand for; nobody types it. */
export const slot = '\ufffc';

/** A message with an element in the place of its `slot`: names keep their own direction inside a sentence. */
export function Around(props: { readonly text: string; readonly children: ReactNode }): ReactNode {
  const [before, after] = props.text.split(slot);
  return (
    <>
      {before}
      {props.children}
      {after}
    </>
  );
}
