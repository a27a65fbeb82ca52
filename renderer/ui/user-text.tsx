import type { ReactNode } from 'react';

/** What a person typed: it takes its direction from its own letters and is never translated. */
export function UserText({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <bdi dir="auto" translate="no">
      {children}
    </bdi>
  );
}

/** Ids, phone numbers, addresses, codes: they stay left to right inside Arabic text. */
export function Ltr({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <bdi dir="ltr" translate="no" className="tabular">
      {children}
    </bdi>
  );
}
