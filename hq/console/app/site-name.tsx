import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { Ltr } from '#renderer/ui/user-text.tsx';
import { useHq } from './queries.ts';

/** A site's name; its code until the names are there. */
export function SiteName({ code }: { readonly code: string }): ReactNode {
  const site = useHq('options', {}).data?.sites.find((candidate) => candidate.code === code);
  return site ? <BilingualName name={site.name} /> : <Ltr>{code}</Ltr>;
}
